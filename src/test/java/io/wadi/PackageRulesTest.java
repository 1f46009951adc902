package io.wadi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;

/** Which package may use which: the boundaries that keep one Maven module readable. */
@AnalyzeClasses(packages = "io.wadi", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTest {

    /** Each row knows itself and the rows before it. What a packet passes first comes first. */
    static final List<List<String>> LAYERS = List.of(
            List.of("io.wadi.net", "io.wadi.metrics"),
            List.of("io.wadi.failure"),
            List.of("io.wadi.packet..", "io.wadi.component"),
            List.of("io.wadi.pcap", "io.wadi.netflow", "io.wadi.sample"),
            List.of("io.wadi.settings"),
            List.of("io.wadi.deploy"),
            List.of("io.wadi.database"),
            List.of("io.wadi.message"),
            List.of("io.wadi.geoip", "io.wadi.sink", "io.wadi.replay", "io.wadi.own", "io.wadi.kubernetes"),
            List.of("io.wadi.flow"),
            List.of("io.wadi.filter"),
            List.of("io.wadi.store"),
            List.of("io.wadi.lake"),
            List.of("io.wadi.detect"),
            List.of("io.wadi.query", "io.wadi.bi"),
            List.of("io.wadi.web.."),
            List.of("io.wadi.pipeline"),
            List.of("io.wadi.embedded", "io.wadi.ingest", "io.wadi.report", "io.wadi.trial"),
            List.of("io.wadi.bench.."),
            List.of("io.wadi.cli"));

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.wadi.(**)").should().beFreeOfCycles();

    @ArchTest
    static void aStageKnowsNoneAfterIt(JavaClasses classes) {
        IntStream.range(0, LAYERS.size() - 1).forEach(i -> knowsNoneAfter(i).check(classes));
    }

    static ArchRule knowsNoneAfter(int layer) {
        return noClasses()
                .that(resideInAnyPackage(LAYERS.get(layer).toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(after(layer)));
    }

    private static String[] after(int layer) {
        return IntStream.range(layer + 1, LAYERS.size())
                .boxed()
                .flatMap(i -> LAYERS.get(i).stream())
                .toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule EVERY_PACKAGE_HAS_ITS_PLACE = classes()
            .that()
            .resideOutsideOfPackage("io.wadi")
            .should()
            .resideInAnyPackage(LAYERS.stream().flatMap(List::stream).toArray(String[]::new));

    /** The components and what they take along. */
    static final List<String> COMPONENT = List.of(
            "io.wadi.pcap",
            "io.wadi.netflow",
            "io.wadi.component",
            "io.wadi.packet..",
            "io.wadi.net",
            "io.wadi.metrics",
            "io.wadi.failure");

    @ArchTest
    static final ArchRule ONLY_THE_READER_OF_CAPTURES_KNOWS_THE_OTHER_COMPONENT = noClasses()
            .that()
            .resideInAPackage("io.wadi.netflow")
            .and()
            .doNotHaveSimpleName("ExportReader")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.wadi.pcap")
            .because("all but netflow:file could be lifted out without pcap");

    @ArchTest
    static final ArchRule PCAP_KNOWS_NO_EXPORTERS = noClasses()
            .that()
            .resideInAPackage("io.wadi.pcap")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.wadi.netflow")
            .because("it could be lifted out without netflow");

    @ArchTest
    static final ArchRule A_CAPTURE_COMPONENT_STANDS_ALONE = noClasses()
            .that()
            .resideInAnyPackage(COMPONENT.toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.apache.camel.component.kafka..",
                    "com.fasterxml.jackson..",
                    "java.sql..",
                    "javax.sql..",
                    "org.springframework..",
                    "org.postgresql..",
                    "picocli..")
            .because("each could be lifted out as a Camel component");

    @ArchTest
    static final ArchRule DECODERS_KNOW_NO_CAMEL = noClasses()
            .that()
            .resideInAnyPackage("io.wadi.packet..", "io.wadi.net")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("per packet there is plain code alone");
}
