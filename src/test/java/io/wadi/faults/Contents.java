package io.wadi.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.IpAddress;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The sums of packets in a form that can be compared, whatever they were computed from. */
final class Contents {

    /** How often each packet is there. */
    private final Map<String, Long> packets = new HashMap<>();

    /** Packets and bytes by flow. */
    private final Map<String, Sum> flows = new HashMap<>();

    /** Packets and bytes sent and received by address. */
    private final Map<String, Sum> sent = new HashMap<>();

    private final Map<String, Sum> received = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final long sinceMicros;
    private long count;
    private long old;

    /** Of all that is there. */
    Contents() {
        this(Instant.MIN);
    }

    /**
     * Of what retention leaves: packets and flows from a moment on. Hosts are kept, whatever becomes of their packets.
     *
     * @param since the beginning of a minute
     */
    Contents(Instant since) {
        sinceMicros = since.equals(Instant.MIN) ? Long.MIN_VALUE : since.getEpochSecond() * 1_000_000L;
    }

    record Sum(long packets, long bytes) {
        Sum plus(Sum other) {
            return new Sum(packets + other.packets, bytes + other.bytes);
        }
    }

    /** Adds a message of topic {@code packets}, read by Jackson's tree model and not by the code under test. */
    void addPacket(byte[] message) throws IOException {
        JsonNode packet = json.readTree(message);
        long size = packet.get("size").asLong();
        long micros = micros(packet);
        hosts(packet, new Sum(1, size));
        if (micros < sinceMicros) {
            old++;
            return;
        }
        packet(tuple(packet) + key(micros, size));
        flow(tuple(packet) + key(Math.floorDiv(micros, 60_000_000L)), new Sum(1, size));
    }

    /** What {@link #packets} calls the packet of a message. */
    String packetKey(byte[] message) throws IOException {
        JsonNode packet = json.readTree(message);
        return tuple(packet) + key(micros(packet), packet.get("size").asLong());
    }

    private static long micros(JsonNode packet) {
        return packet.get("timestamp").decimalValue().movePointRight(6).longValue();
    }

    /** Adds a message of topic {@code flows}, likewise. */
    void addFlow(byte[] message) throws IOException {
        JsonNode flow = json.readTree(message);
        Sum sum = new Sum(flow.get("packets").asLong(), flow.get("bytes").asLong());
        if (sum.packets() > 0) {
            hosts(flow, sum);
        }
        long window = flow.get("window").asLong();
        if (window * 1_000_000 < sinceMicros) {
            old += sum.packets();
            return;
        }
        count += sum.packets();
        if (sum.packets() > 0) {
            flow(tuple(flow) + key(window / 60), sum);
        }
    }

    private static String tuple(JsonNode message) {
        String ports = message.has("port")
                ? message.at("/port/src").asInt() + " "
                        + message.at("/port/dst").asInt()
                : "null null";
        return key(
                message.at("/ip/src").asText(),
                message.at("/ip/dst").asText(),
                ports,
                message.get("transport").asText());
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

    private void hosts(JsonNode message, Sum sum) {
        sent.merge(IpAddress.parse(message.at("/ip/src").asText()).toString(), sum, Sum::plus);
        received.merge(IpAddress.parse(message.at("/ip/dst").asText()).toString(), sum, Sum::plus);
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

    /** Packets before the moment from which on they count. */
    long old() {
        return old;
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
