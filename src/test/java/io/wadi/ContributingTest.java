package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files, classes and methods that CONTRIBUTING.md names exist, so that nobody searches for one that was renamed. */
class ContributingTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Stands for a name of the reader's choice or for several, is a command, or is not in the repository. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?s).*[<…*#=(\\s].*|(.*/)?(name|Name)(IT|Test|\\..*)?|wadi\\..*|(\\.\\.|target|routes\\.d)/.*|-.*");

    private static final Pattern FILE = Pattern.compile("[\\w./-]*/[\\w./-]*|[\\w-]+\\.(sql|ts|css|html|md|json)");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z]\\w+)(\\.(\\w+))?");

    private static final List<Path> STARTS = Stream.of(
                    "",
                    "src/main/java/io/wadi",
                    "src/test/java/io/wadi",
                    "src/main/resources/api",
                    "src/main/web",
                    "src/main/web/src")
            .map(Path::of)
            .toList();

    private static Map<String, String> sources;
    private static List<String> names;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/test/java")))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(ContributingTest::className, ContributingTest::text, String::concat));
        }
        names = CODE.matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map(code -> code.group(1))
                .filter(name -> !PLACEHOLDER.matcher(name).matches())
                .toList();
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void filesExist() {
        assertThat(names.stream().filter(name -> FILE.matcher(name).matches()))
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(STARTS).as("start of %s", name).anyMatch(start -> isThere(start, name)));
    }

    private static boolean isThere(Path start, String name) {
        String member = name.replaceFirst("\\.\\w+$", "");
        return Files.exists(start.resolve(name))
                || Files.exists(start.resolve(name + ".java"))
                || Files.exists(start.resolve(member + ".java"));
    }

    @Test
    void classesAndTheirMethodsExist() {
        Function<String, Matcher> parts = CLASS::matcher;
        List<Matcher> classes = names.stream()
                .map(name -> parts.apply(name.replaceFirst(".*/", "")))
                .filter(Matcher::matches)
                .toList();
        assertThat(classes).hasSizeGreaterThan(40).allSatisfy(name -> {
            String source = sources.get(name.group(1));
            assertThat(source).as("source of class %s", name.group(1)).isNotNull();
            if (name.group(3) != null && !name.group(3).equals("java")) {
                assertThat(source).as("class %s", name.group(1)).containsPattern("\\b" + name.group(3) + "\\b");
            }
        });
    }
}
