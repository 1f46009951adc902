package io.wadi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code names settings by constants, so a misspelt name or a wrong type does not compile. Only messages for users
 * contain their names.
 */
class SettingRulesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path DEFINITIONS = SOURCES.resolve("io/wadi/settings");

    /** A literal that is a name, a name with = after it, or a placeholder. */
    private static final Pattern LITERAL = Pattern.compile("\"(?:\\{\\{)?(wadi\\.[a-z.-]+)(?:=|}})?\"");

    private static final ArchRule TEXT_IS_NOT_SET_BY_NAME = noClasses()
            .that()
            .resideOutsideOfPackage("io.wadi.settings")
            .should()
            .callMethod(Settings.class, "set", String.class, String.class)
            .because("Settings.set(Setting, String) takes the constant; names are for what users write");

    private final Set<String> settings = Settings.load().properties().stringPropertyNames();

    private Set<String> namesIn(String source) {
        Set<String> names = new TreeSet<>();
        LITERAL.matcher(source).results().map(literal -> literal.group(1)).forEach(names::add);
        names.retainAll(settings);
        return names;
    }

    @Test
    void mainCodeNamesNoSettingByALiteral() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(DEFINITIONS))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(300);
            for (Path source : sources) {
                assertThat(namesIn(Files.readString(source)))
                        .as("settings that %s names by a literal", source)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties.getProperty(\"wadi.topic\")",
                "List.of(\"--set\", \"wadi.topic=\" + topic)",
                "camel.resolvePropertyPlaceholders(\"{{wadi.topic}}\")"
            })
    void aLiteralThatNamesASettingIsFound(String source) {
        assertThat(namesIn(source)).containsExactly("wadi.topic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.counter(\"wadi.dead\")",
                "throw new StartException(\"Set wadi.topic to another name\")",
                "/** Setting {@code wadi.topic}. */"
            })
    void metersAndSentencesAreNone(String source) {
        assertThat(namesIn(source)).isEmpty();
    }

    @Test
    void mainCodeSetsNoTextByName() {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.wadi");
        TEXT_IS_NOT_SET_BY_NAME.check(main);
    }

    private static final class SetsByName {

        static void set(Settings settings) {
            settings.set("wadi.topic", "another");
        }
    }

    @Test
    void aClassThatSetsByNameIsFound() {
        JavaClasses violation = new ClassFileImporter().importClasses(SetsByName.class);
        assertThat(TEXT_IS_NOT_SET_BY_NAME.evaluate(violation).hasViolation()).isTrue();
    }
}
