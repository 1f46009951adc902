package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** The pages about commands match the commands. */
class CommandPagesTest {

    /** A call in a line of a code block, after an optional prompt, environment and sudo. */
    private static final Pattern IN_BLOCK =
            Pattern.compile("(?m)^(?: {4,}|```sh\\n)(?:sudo )?(?:[A-Z_]+=\\S+ )*(?:\\./)?wadi( [^\\n]*)$");

    private static final Pattern IN_TEXT = Pattern.compile("`(?:sudo )?\\./wadi( [^`\\n]*)`");

    /** What the shell reads as one word, or takes out of the command. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(?<=\\s)#.*|[|&;>].*|[^\\s'\"|&;>]+");

    @Test
    void thePageIsWhatTheCommandsSay() throws IOException {
        assertThat(CommandPages.PAGE).as(CommandPages.COMMAND).hasContent(CommandPages.page());
    }

    @Test
    void theLauncherAddsItsOwn() throws IOException {
        assertThat(CommandPages.launcherUsages()).containsOnlyKeys("dist", "test");
    }

    /** Commands, options and values exist; their files and servers need not. */
    @Test
    void everyCallInTheDocumentsIsUnderstood() throws IOException {
        Map<String, Boolean> calls = calls();
        assertThat(calls).hasSizeGreaterThan(50);
        Set<String> ofLauncher = CommandPages.launcherUsages().keySet();
        assertThat(calls).allSatisfy((call, isWhole) -> {
            List<String> words = words(call);
            if (words.stream().noneMatch(ofLauncher::contains)) {
                assertThatCode(() -> parse(words, isWhole)).as(call).doesNotThrowAnyException();
            }
        });
    }

    private static void parse(List<String> words, boolean isWhole) {
        try {
            new CommandLine(new WadiCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(words.toArray(String[]::new));
        } catch (MissingParameterException e) {
            if (isWhole) {
                throw e;
            }
        }
    }

    /** The calls, and whether each is whole: in the text only a part may be named. Those with a gap are patterns. */
    private static Map<String, Boolean> calls() throws IOException {
        Map<String, Boolean> calls = new TreeMap<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            IN_TEXT.matcher(text).results().map(CommandPagesTest::call).forEach(call -> calls.put(call, false));
            IN_BLOCK.matcher(text).results().map(CommandPagesTest::call).forEach(call -> calls.put(call, true));
        }
        calls.keySet().removeIf(call -> call.equals("COMMAND") || call.contains("…"));
        return calls;
    }

    private static String call(MatchResult found) {
        return found.group(1).strip();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "routes.d", "packaging", "dashboards", "sql")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        for (String name : List.of("README.md", "CONTRIBUTING.md", "FAULTS.md")) {
            pages.add(Path.of(name));
        }
        pages.remove(CommandPages.PAGE);
        return pages;
    }

    private static List<String> words(String call) {
        List<String> words = new ArrayList<>();
        for (MatchResult word : WORD.matcher(call).results().toList()) {
            if (word.group().matches("[#|&;>].*")) {
                break;
            }
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group());
        }
        return words;
    }
}
