package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordCacheTest {

    private final WordCache words = new WordCache(1024);

    private String get(String word) {
        char[] around = ("<" + word + ">").toCharArray();
        return words.get(around, 1, word.length());
    }

    @Test
    void givesOneStringForEachWord() {
        String first = get("TLS");
        assertThat(first).isEqualTo("TLS");
        assertThat(get("TLS")).isSameAs(first);
        assertThat(get("")).isEmpty();
    }

    @Test
    void manyWordsPushEachOtherOutAndNoneIsTakenForAnother() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 50_000; i++) {
                assertThat(get("word" + i)).isEqualTo("word" + i);
            }
        }
    }

    @Test
    void holdsNoNul() {
        assertThat(get("a\0b")).isEqualTo("a?b");
        assertThat(get("a\0b")).isEqualTo("a?b");
        assertThat(get("a?b")).isEqualTo("a?b");
    }

    @Test
    void holdsNoHalfOfASurrogatePair() {
        assertThat(get("a\ud800")).isEqualTo("a?");
        assertThat(get("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }
}
