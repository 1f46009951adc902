package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Else a field that nobody made random would pass every test that compares what it was written as. */
class RandomPacketsTest {

    /** What readers of messages leave out. */
    private static final Set<String> NOT_READ = Set.of("mpls", "macSrc", "macDst", "tunnel");

    @Test
    void everyFieldThatAReaderTakesVaries() throws Exception {
        RandomPackets packets = new RandomPackets(1);
        Packet[] some = new Packet[200];
        for (int i = 0; i < some.length; i++) {
            some[i] = packets.next();
        }
        for (RecordComponent field : Packet.class.getRecordComponents()) {
            Set<Object> values = new HashSet<>();
            for (Packet packet : some) {
                values.add(field.getAccessor().invoke(packet));
            }
            if (!NOT_READ.contains(field.getName())) {
                assertThat(values)
                        .as("values of Packet.%s: set it in RandomPackets", field.getName())
                        .hasSizeGreaterThan(1);
            }
        }
    }
}
