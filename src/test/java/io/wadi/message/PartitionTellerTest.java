package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class PartitionTellerTest {

    private static final PartitionTeller SIX = of("packets", 6);
    private static final PartitionTeller TWELVE = of("packets", 12);

    private static PartitionTeller of(String topic, int partitions) {
        return new PartitionTeller() {
            @Override
            public boolean maySendTo(String other) {
                return other.equals(topic);
            }

            @Override
            public int partitions(String other) {
                if (partitions == 0) {
                    throw new KafkaException("no right to describe");
                }
                return partitions;
            }
        };
    }

    private static int agreed(PartitionTeller... producers) {
        return PartitionTeller.agreed(List.of(producers), "packets");
    }

    @Test
    void isTheNumberOfWhoSendsToTheTopic() {
        assertThat(agreed(of("flows", 3), SIX, SIX)).isEqualTo(6);
        assertThat(agreed(of("flows", 3))).isEqualTo(PacketPacker.UNKNOWN);
        assertThat(agreed()).isEqualTo(PacketPacker.UNKNOWN);
    }

    /** While one of them has not heard of new partitions. */
    @Test
    void isUnknownWhereProducersDisagreeOrOneCannotTell() {
        assertThat(agreed(SIX, TWELVE)).isEqualTo(PacketPacker.UNKNOWN);
        assertThat(agreed(SIX, of("packets", 0))).isEqualTo(PacketPacker.UNKNOWN);
    }
}
