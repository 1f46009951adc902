package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links of the documents to files and headings of the repository lead somewhere. */
class DocumentLinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE = Pattern.compile("(?m)^```.*?^```$|^ {4}[^\\n]*$|`[^`\\n]*`", Pattern.DOTALL);
    private static final List<String> FOLDERS = List.of("docs", "routes.d", "packaging", "dashboards", "src/main/web");

    private final Map<Path, Set<String>> headings = new HashMap<>();

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        List<Path> documents = documents();
        assertThat(documents).hasSizeGreaterThan(30);
        for (Path document : documents) {
            String text = CODE.matcher(Files.readString(document)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                if (!link.group(1).matches("(https?|mailto):.*") && !leads(document, link.group(1))) {
                    dead.add(document + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    /** The first page that people see stays one page. */
    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(100);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("."))) {
            files.filter(DocumentLinksTest::isDocument).map(Path::normalize).forEach(documents::add);
        }
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(DocumentLinksTest::isDocument)
                        .filter(file -> !file.toString().contains("node_modules"))
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    private static boolean isDocument(Path file) {
        return file.toString().endsWith(".md");
    }

    private boolean leads(Path document, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : Path.of("").resolve(document).resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || !isDocument(target) || headings(target).contains(parts[1]);
    }

    /** The anchors of a page, as GitHub makes them of its headings. */
    private Set<String> headings(Path document) throws IOException {
        Set<String> known = headings.get(document);
        if (known == null) {
            known = new HashSet<>();
            for (MatchResult heading :
                    HEADING.matcher(Files.readString(document)).results().toList()) {
                known.add(anchor(heading.group(1)));
            }
            headings.put(document, known);
        }
        return known;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
