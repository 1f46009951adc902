package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterPacksTest {

    private static final DeadLetter SHORT = new DeadLetter("no JSON", "wadi-store-flows", "packets", 2, 7, "x\u0001");

    private static List<List<DeadLetterMessage>> packs(List<DeadLetter> letters) {
        List<List<DeadLetterMessage>> packs = new ArrayList<>();
        new DeadLetterPacks(letters).forEachRemaining(packs::add);
        return packs;
    }

    @Test
    void manyShortLettersAreSentTogether() {
        List<List<DeadLetterMessage>> packs = packs(Collections.nCopies(10_000, SHORT));
        assertThat(packs).hasSizeLessThanOrEqualTo(100).noneMatch(List::isEmpty);
        assertThat(packs.stream().mapToInt(List::size).sum()).isEqualTo(10_000);
    }

    /** A poll has 16 MiB at most, but the JSON of a control character has six bytes. */
    @Test
    void longLettersAreSentOneByOne() {
        String message = "\u0001".repeat(1 << 20);
        DeadLetter letter = new DeadLetter("no JSON", "wadi-store-flows", "packets", 2, 7, message);
        assertThat(packs(Collections.nCopies(3, letter))).hasSize(3).allMatch(pack -> pack.size() == 1);
    }

    @Test
    void aLetterIsJsonThatReplayReads() throws Exception {
        DeadLetterMessage message = packs(List.of(SHORT)).get(0).get(0);
        assertThat(new ObjectMapper().readValue(message.value(), DeadLetter.class))
                .isEqualTo(SHORT);
        assertThat(new String(message.value(), StandardCharsets.US_ASCII))
                .startsWith("{\"reason\":\"no JSON\",\"consumer\":\"wadi-store-flows\",\"topic\":\"packets\"");
        assertThat(message.place()).isEqualTo("packets-2 at offset 7");
    }

    @Test
    void aBatchWithoutBadMessagesHasNone() {
        assertThat(packs(List.of())).isEmpty();
    }
}
