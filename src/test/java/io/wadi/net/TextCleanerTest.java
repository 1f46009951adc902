package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCleanerTest {

    @Test
    void keepsWhatIsShown() {
        String text = "probe-1/eth0 München файл 網路 🐪 a=b;c";
        assertThat(TextCleaner.clean(text)).isEqualTo(text);
        assertThat(TextCleaner.clean("eth0")).isSameAs("eth0");
        assertThat(TextCleaner.clean(null)).isNull();
        assertThat(TextCleaner.clean("")).isEmpty();
    }

    @Test
    void replacesControlCharacters() {
        assertThat(TextCleaner.clean("\u001b[31mred\u001b[0m\0\t\r\n\u007f\u0085\u009b2J"))
                .isEqualTo("?[31mred?[0m???????2J");
    }

    @Test
    void replacesWhatReordersOrHides() {
        assertThat(TextCleaner.clean("a\u202egnp.exe\u2066\u200b\ufeff\u00ad\u2028\u2029"))
                .isEqualTo("a?gnp.exe??????");
        assertThat(TextCleaner.clean("tag \udb40\udc41")).isEqualTo("tag ?");
    }

    @Test
    void replacesHalvesOfPairs() {
        assertThat(TextCleaner.clean("a\ud800b\udc00\ud83d\udc2a\ud83d")).isEqualTo("a?b?🐪?");
    }
}
