package io.wadi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Generates {@code docs/commands.md} from the commands and the launcher. After a change of them, {@link #COMMAND} writes it. */
final class CommandPages {

    static final String COMMAND =
            "mvn -q test-compile && ./wadi --version && java -cp \"target/classes:target/test-classes:$(cat target/classpath.txt)\""
                    + " io.wadi.cli.CommandPages";
    static final Path PAGE = Path.of("docs/commands.md");

    private static final Pattern USAGE =
            Pattern.compile("<<'USAGE'\\n(Usage: wadi ([a-z]+) .*?)USAGE\\n", Pattern.DOTALL);
    private static final int WIDTH = 100;
    private static final String HEAD = """
            # Commands

            `CommandPages` (test code) generates this page from the help texts of the commands: do not edit it.

            Exit status: 0 on success, 1 on failure, 2 on wrong usage, and more than 128 if a signal ended the command. An error is
            one line that says what to do; `--verbose` adds the stack trace.
            """;

    private CommandPages() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, page());
    }

    static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        CommandLine wadi = new CommandLine(new WadiCommand());
        append(page, "wadi", usage(wadi));
        wadi.getSubcommands().forEach((name, command) -> append(page, "wadi " + name, usage(command)));
        launcherUsages().forEach((name, usage) -> append(page, "wadi " + name, usage));
        return page.toString();
    }

    private static void append(StringBuilder page, String title, String usage) {
        page.append("\n## ").append(title).append("\n\n```text\n").append(usage).append("```\n");
    }

    private static String usage(CommandLine command) {
        command.getCommandSpec().usageMessage().width(WIDTH);
        return command.getUsageMessage(Ansi.OFF).replaceAll("(?m) +$", "").stripTrailing() + "\n";
    }

    /** What the launcher says of its own commands, by command. */
    static Map<String, String> launcherUsages() throws IOException {
        Map<String, String> usages = new TreeMap<>();
        Matcher usage = USAGE.matcher(Files.readString(Path.of("wadi")));
        while (usage.find()) {
            usages.put(usage.group(2), usage.group(1));
        }
        return usages;
    }
}
