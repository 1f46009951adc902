package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages about settings match the definitions. */
class SettingPagesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(wadi\\.[^}]*)}}");

    private final Collection<Setting<?>> settings = SettingCatalogue.BY_NAME.values();

    @Test
    void theFileOfDefaultsIsWhatTheDefinitionsSay() throws IOException {
        assertThat(SettingPages.PROPERTIES)
                .as(SettingPages.COMMAND)
                .hasContent(SettingPages.properties(Files.readString(SettingPages.PROPERTIES)));
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(SettingPages.PROPERTIES)) {
            read.load(in);
        }
        read.keySet().removeIf(name -> !name.toString().startsWith("wadi."));
        assertThat(read)
                .containsExactlyInAnyOrderEntriesOf(
                        settings.stream().collect(Collectors.toMap(Setting::name, Setting::standard)));
    }

    @Test
    void thePageIsWhatTheDefinitionsSay() {
        assertThat(SettingPages.PAGE).as(SettingPages.COMMAND).hasContent(SettingPages.page());
    }

    @Test
    void everySettingIsDefinedOnceInWholeSentences() {
        assertThat(settings)
                .hasSameSizeAs(SettingCatalogue.GROUPS.stream()
                        .flatMap(group -> group.settings().stream())
                        .toList());
        assertThat(settings).allSatisfy(setting -> {
            assertThat(setting.name()).matches("wadi(\\.[a-z]+(-[a-z]+)*)+");
            assertThat(setting.description()).matches("[A-Z].*[^.]\\.").doesNotContain("|", "\n");
        });
    }

    /** A placeholder without a setting would show only when its route starts. */
    @Test
    void everyPlaceholderOfRoutesAndExamplesIsASetting() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path folder : List.of(Path.of("src/main/resources"), Path.of("routes.d"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(yaml|properties)"))
                        .toList()) {
                    PLACEHOLDER
                            .matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .map(placeholder -> placeholder.substring(2, placeholder.length() - 2))
                            .forEach(used::add);
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(20).isSubsetOf(SettingCatalogue.BY_NAME.keySet());
    }
}
