package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordPackTest {

    private static final OffsetRange RANGE = new OffsetRange("packets", null, 3, 100, 102);

    private static ConsumerRecord<Object, Object> record(long offset) {
        return new ConsumerRecord<>("packets", 3, offset, null, new byte[] {(byte) offset});
    }

    @Test
    void aFaultOfTheReaderCostsTheMessageThatMetItAndNoOther() {
        RecordPack pack = new RecordPack("group", RANGE, List.of(record(100), record(101)));
        List<Byte> contents = new ArrayList<>();
        List<DeadLetter> dead = pack.readInto(contents, message -> {
            if (message[0] == 100) {
                throw new IllegalStateException("a bug");
            }
            return message[0];
        });
        assertThat(contents).containsExactly((byte) 101);
        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.offset()).isEqualTo(100);
            assertThat(letter.reason()).contains("IllegalStateException").contains("a bug");
        });
    }
}
