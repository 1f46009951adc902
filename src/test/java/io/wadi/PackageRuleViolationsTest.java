package io.wadi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each package rule finds what it forbids: here classes are compiled that break it in every way there is. */
class PackageRuleViolationsTest {

    @TempDir
    private Path folder;

    private Path classes;
    private final List<String> sources = new ArrayList<>();

    @BeforeEach
    void makeFolder() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    /** Writes the class {@code Here} of a package, which has a field of each type. */
    private void write(String inPackage, List<String> types) throws IOException {
        String fields = IntStream.range(0, types.size())
                .mapToObj(i -> "    public " + types.get(i) + " field" + i + ";\n")
                .collect(joining());
        Path source = Files.createDirectories(folder.resolve(inPackage.replace('.', '/')))
                .resolve("Here.java");
        Files.writeString(source, "package " + inPackage + ";\n\npublic class Here {\n" + fields + "}\n");
        sources.add(source.toString());
    }

    private JavaClasses compiled() {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        arguments.addAll(sources);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return new ClassFileImporter().importPath(classes);
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static void assertFinds(List<String> violations, String inPackage, String type) {
        assertThat(violations)
                .as("%s in %s", type, inPackage)
                .anyMatch(line -> line.contains("<" + inPackage + ".Here.") && line.contains("<" + type + ">"));
    }

    private void assertForbids(ArchRule rule, List<String> packages, List<String> types) throws IOException {
        for (String each : packages) {
            write(each, types);
        }
        List<String> violations = violations(rule, compiled());
        packages.forEach(each -> types.forEach(type -> assertFinds(violations, each, type)));
    }

    /** The packages that a pattern means: {@code a..} is a and all below it. */
    private static Stream<String> meant(String pattern) {
        String name = pattern.replace("..", "");
        return name.equals(pattern) ? Stream.of(name) : Stream.of(name, name + ".below");
    }

    private static List<String> layer(int i) {
        return PackageRulesTest.LAYERS.get(i).stream()
                .flatMap(PackageRuleViolationsTest::meant)
                .toList();
    }

    private static List<String> classesAfter(int layer) {
        return IntStream.range(layer + 1, PackageRulesTest.LAYERS.size())
                .boxed()
                .flatMap(i -> layer(i).stream())
                .map(each -> each + ".Here")
                .toList();
    }

    @Test
    void aLayerThatKnowsALaterOneIsFound() throws IOException {
        int layers = PackageRulesTest.LAYERS.size();
        for (int i = 0; i < layers; i++) {
            for (String each : layer(i)) {
                write(each, classesAfter(i));
            }
        }
        JavaClasses compiled = compiled();
        for (int i = 0; i < layers - 1; i++) {
            List<String> violations = violations(PackageRulesTest.knowsNoneAfter(i), compiled);
            for (String each : layer(i)) {
                classesAfter(i).forEach(later -> assertFinds(violations, each, later));
            }
        }
    }

    @Test
    void aCycleInOneLayerIsFound() throws IOException {
        write("io.wadi.pcap", List.of("io.wadi.sample.Here"));
        write("io.wadi.sample", List.of("io.wadi.pcap.Here"));
        assertThat(violations(PackageRulesTest.NO_CYCLES, compiled())).hasSize(1);
    }

    @Test
    void aPackageWithoutAPlaceIsFound() throws IOException {
        write("io.wadi.extra", List.of());
        assertThat(violations(PackageRulesTest.EVERY_PACKAGE_HAS_ITS_PLACE, compiled()))
                .hasSize(1);
    }

    @Test
    void aCaptureComponentThatKnowsMoreIsFound() throws IOException {
        assertForbids(
                PackageRulesTest.A_CAPTURE_COMPONENT_STANDS_ALONE,
                PackageRulesTest.COMPONENT.stream()
                        .flatMap(PackageRuleViolationsTest::meant)
                        .toList(),
                List.of(
                        "org.apache.kafka.clients.producer.Producer",
                        "org.apache.camel.component.kafka.KafkaComponent",
                        "com.fasterxml.jackson.databind.ObjectMapper",
                        "java.sql.Connection",
                        "javax.sql.DataSource",
                        "org.springframework.jdbc.core.JdbcTemplate",
                        "org.postgresql.Driver",
                        "picocli.CommandLine"));
    }

    @Test
    void aComponentThatKnowsTheOtherIsFound() throws IOException {
        write("io.wadi.pcap", List.of());
        assertForbids(
                PackageRulesTest.ONLY_THE_READER_OF_CAPTURES_KNOWS_THE_OTHER_COMPONENT,
                List.of("io.wadi.netflow"),
                List.of("io.wadi.pcap.Here"));
        write("io.wadi.netflow", List.of());
        assertForbids(
                PackageRulesTest.PCAP_KNOWS_NO_EXPORTERS, List.of("io.wadi.pcap"), List.of("io.wadi.netflow.Here"));
    }

    @Test
    void aDecoderThatKnowsCamelIsFound() throws IOException {
        assertForbids(
                PackageRulesTest.DECODERS_KNOW_NO_CAMEL,
                List.of("io.wadi.packet", "io.wadi.packet.app", "io.wadi.net"),
                List.of("org.apache.camel.Exchange"));
    }

    /** The class that a field elsewhere has as its type is needed; the class with the field is not. */
    @Test
    void aPublicClassThatNobodyNeedsIsFound() throws IOException {
        write("io.wadi.net", List.of());
        write("io.wadi.packet", List.of("io.wadi.net.Here"));
        JavaClasses compiled = compiled();
        assertThat(violations(VisibilityRulesTest.publicClassesAreNeeded(compiled), compiled))
                .singleElement()
                .asString()
                // Not in one piece: the rule takes a name in a source for a use.
                .contains("<io.wadi.packet" + ".Here>");
    }
}
