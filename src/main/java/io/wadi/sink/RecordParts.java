package io.wadi.sink;

import io.wadi.message.PacketJson;
import io.wadi.message.SinglePackets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;

/**
 * The packets of records of several as exchanges of their own, with the headers of their record. The consumer has split those of
 * {@code wadi.topic} ({@link SinglePackets}); this splits what comes from other topics. A receiver may reject one of
 * them, so a part of a batch may end inside of a record, which is then not to be committed. Thread-safe.
 */
final class RecordParts {

    private static final PacketJson PACKETS = new PacketJson();

    /** Property of a part: the offset of its record and its number in it, from 0. */
    private static final String PLACE = "WadiPlaceOfPacket";

    /** Property of a part that is not the last of its record. */
    private static final String MORE = "WadiMorePacketsOfRecord";

    private RecordParts() {}

    /** A list with the parts of each record in its place; a record of one packet stays as it is. */
    static List<Exchange> of(List<Exchange> records) {
        List<Exchange> all = new ArrayList<>(records.size());
        for (Exchange record : records) {
            noteWhereItWas(record);
            byte[] value = record.getMessage().getBody(byte[].class);
            List<byte[]> parts = PACKETS.parts(value);
            if (parts.get(0) == value) {
                all.add(record);
            } else {
                add(all, record, parts);
            }
        }
        return all;
    }

    /** Turns the header of a packet that the consumer has split into a property, which no endpoint sends on. */
    private static void noteWhereItWas(Exchange part) {
        Object header = part.getMessage().removeHeader(SinglePackets.PLACE);
        if (header instanceof byte[] place) {
            part.setProperty(PLACE, new String(place, StandardCharsets.US_ASCII));
        }
    }

    private static void add(List<Exchange> all, Exchange record, List<byte[]> parts) {
        for (int number = 0; number < parts.size(); number++) {
            Exchange part = new DefaultExchange(record.getContext());
            part.setMessage(record.getMessage().copy());
            part.getMessage().setBody(parts.get(number));
            part.setProperty(PLACE, record.getMessage().getHeader(KafkaConstants.OFFSET) + "-" + number);
            if (number < parts.size() - 1) {
                part.setProperty(MORE, true);
            }
            all.add(part);
        }
    }

    /** Whether it is a packet of a record of several. */
    static boolean isPart(Exchange record) {
        return record.getProperty(PLACE) != null;
    }

    /** Whether a record, or a part of one, is followed by nothing of the same record. */
    static boolean isLast(Exchange part) {
        return part.getProperty(MORE) == null;
    }

    /** The offset of a record, and the number of a part of it. */
    static String place(Exchange part) {
        return part.getProperty(PLACE, part.getMessage().getHeader(KafkaConstants.OFFSET), String.class);
    }
}
