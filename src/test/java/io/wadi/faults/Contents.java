package io.wadi.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.packet.IpAddress;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What packets add up to, in a form that can be compared whatever it was made from. */
final class Contents {

    /** How often each packet is there. */
    private final Map<String, Long> packets = new HashMap<>();

    /** Packets and bytes by flow. */
    private final Map<String, Sum> flows = new HashMap<>();

    /** Packets and bytes sent and received by address. */
    private final Map<String, Sum> sent = new HashMap<>();

    private final Map<String, Sum> received = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private long count;

    record Sum(long packets, long bytes) {
        Sum plus(Sum other) {
            return new Sum(packets + other.packets, bytes + other.bytes);
        }
    }

    /** Adds a message of the topic, read by Jackson's tree model and not by the code under test. */
    void add(byte[] message) throws IOException {
        JsonNode packet = json.readTree(message);
        String src = packet.at("/ip/src").asText();
        String dst = packet.at("/ip/dst").asText();
        String ports = packet.has("port")
                ? packet.at("/port/src").asInt() + " " + packet.at("/port/dst").asInt()
                : "null null";
        String transport = packet.get("transport").asText();
        long size = packet.get("size").asLong();
        long micros = packet.get("timestamp").decimalValue().movePointRight(6).longValue();
        packet(key(src, dst, ports, transport, micros, size));
        flow(key(src, dst, ports, transport, Math.floorDiv(micros, 60_000_000L)), new Sum(1, size));
        host(src, dst, new Sum(1, size));
    }

    static String key(Object... parts) {
        StringBuilder key = new StringBuilder();
        for (Object part : parts) {
            key.append(Objects.toString(part)).append(' ');
        }
        return key.toString();
    }

    void packet(String key) {
        count++;
        packets.merge(key, 1L, Long::sum);
    }

    void flow(String key, Sum sum) {
        flows.merge(key, sum, Sum::plus);
    }

    private void host(String src, String dst, Sum sum) {
        sent.merge(IpAddress.parse(src).toString(), sum, Sum::plus);
        received.merge(IpAddress.parse(dst).toString(), sum, Sum::plus);
    }

    void host(String address, Sum hostSent, Sum hostReceived) {
        if (hostSent.packets() > 0) {
            sent.merge(address, hostSent, Sum::plus);
        }
        if (hostReceived.packets() > 0) {
            received.merge(address, hostReceived, Sum::plus);
        }
    }

    long count() {
        return count;
    }

    Map<String, Long> packets() {
        return packets;
    }

    Map<String, Sum> flows() {
        return flows;
    }

    Map<String, Sum> sent() {
        return sent;
    }

    Map<String, Sum> received() {
        return received;
    }
}
