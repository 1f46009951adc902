package io.wadi.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final IOException inner = new IOException("inner");
    private final StartException sentence = new StartException("Name the broker", inner);
    private final IllegalStateException outer = new IllegalStateException(sentence);

    @Test
    void findTheInnermostAndTheOutermostOfAType() {
        assertThat(Causes.innermost(outer)).isSameAs(inner);
        assertThat(Causes.innermost(inner)).isSameAs(inner);
        assertThat(Causes.find(outer, OneSentence.class)).containsSame(sentence);
        assertThat(Causes.find(inner, OneSentence.class)).isEmpty();
    }

    @Test
    void endWhereCausesNameEachOther() {
        IllegalStateException other = new IllegalStateException("other");
        IllegalStateException one = new IllegalStateException("one", other);
        other.initCause(one);
        assertThat(Causes.innermost(one)).isIn(one, other);
        assertThat(Causes.find(one, OneSentence.class)).isEmpty();
    }
}
