package io.wadi.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Generates the pages about settings from the definitions: Wadi's part of {@code application.properties}, and {@code
 * docs/settings.md}. After a change of definitions, {@link #COMMAND} writes both.
 */
final class SettingPages {

    static final String COMMAND =
            "mvn -q test-compile && java -cp target/classes:target/test-classes io.wadi.settings.SettingPages";
    static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    static final Path PAGE = Path.of("docs/settings.md");

    private static final int WIDTH = 120;
    private static final int RULE_WIDTH = 117;
    private static final String RULE = "# --- ";
    private static final String AFTER_OURS = "# --- Camel (its own settings";
    private static final String HEAD = """
            # Settings

            `SettingPages` (test code) generates this page from the definitions in `io.wadi.settings`: do not edit it.

            You can override each setting. Later entries of this list have precedence:

            1. a file `wadi.properties` in the working directory: `wadi.kafka.brokers=kafka:9092`
            2. an environment variable, in upper case, with underscores instead of dots and dashes:
               `WADI_KAFKA_BROKERS=kafka:9092`, or `WADI_KAFKA_BROKERS_FILE=/run/secrets/brokers` for a file with the value
            3. the command line: `--set wadi.kafka.brokers=kafka:9092`

            A name that begins with `my.` is a property of your own: `my.site=Bern` in `wadi.properties` or `--set my.site=Bern`
            replaces `{{my.site}}` in your routes. Without it, a route that has this placeholder is refused.

            An unknown name or a value that is not allowed ends the command before it starts anything. The error message
            lists all of them. The defaults are in
            [application.properties](../src/main/resources/application.properties).
            """;

    private SettingPages() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(PROPERTIES, properties(Files.readString(PROPERTIES)));
        Files.writeString(PAGE, page());
    }

    /** The file with its generated part replaced. */
    static String properties(String file) {
        int start = file.indexOf(RULE);
        int end = file.indexOf(AFTER_OURS);
        return file.substring(0, start)
                + SettingCatalogue.GROUPS.stream().map(SettingPages::section).collect(Collectors.joining())
                + file.substring(end);
    }

    private static String section(SettingGroup group) {
        String title = RULE + group.title() + " ";
        return title + "-".repeat(RULE_WIDTH - title.length()) + "\n"
                + group.settings().stream()
                        .map(setting -> comment(setting) + setting.name() + "=" + setting.standard() + "\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String comment(Setting<?> setting) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder("#")));
        for (String word : setting.description().split(" ")) {
            if (lines.get(lines.size() - 1).length() + 1 + word.length() > WIDTH) {
                lines.add(new StringBuilder("#"));
            }
            lines.get(lines.size() - 1).append(' ').append(word);
        }
        return String.join("\n", lines) + "\n";
    }

    static String page() {
        return HEAD + SettingCatalogue.GROUPS.stream().map(SettingPages::table).collect(Collectors.joining());
    }

    private static String table(SettingGroup group) {
        return "\n## " + group.title() + "\n\n| setting | default | allowed | meaning |\n|---|---|---|---|\n"
                + group.settings().stream().map(SettingPages::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
        return "| `" + setting.name() + "` | " + standard + " | "
                + setting.type().allowed() + " | " + setting.description() + " |\n";
    }
}
