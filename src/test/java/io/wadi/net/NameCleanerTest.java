package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameCleanerTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, false, example.org",
        "Example.ORG, false, Example.ORG",
        "Example.ORG, true, example.org",
        "a b[]@Z, true, a b[]@z",
        "b\u00fccher, true, b\\xfccher",
        "\u0085\u00ff, false, \\x85\\xff",
        "'\ud83d\u0100', false, ??",
    })
    void leavesPrintableAscii(String raw, boolean dns, String clean) {
        assertThat(NameCleaner.clean(raw, dns)).isEqualTo(clean);
    }

    @Test
    void replacesControlCharacters() {
        assertThat(NameCleaner.clean("a\0b\u001fc\u007fd\ne", false)).isEqualTo("a?b?c?d?e");
    }

    @Test
    void takesNothingForNoName() {
        assertThat(NameCleaner.clean(null, true)).isNull();
        assertThat(NameCleaner.clean("", false)).isNull();
    }

    @Test
    void boundsTheLength() {
        assertThat(NameCleaner.clean("x".repeat(255), false)).hasSize(255);
        assertThat(NameCleaner.clean("x".repeat(5000), false)).hasSize(255);
        assertThat(NameCleaner.clean("\u00ff".repeat(5000), true)).hasSize(255).startsWith("\\xff\\xff");
    }
}
