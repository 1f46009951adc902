package io.wadi.message;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a message of topic {@code packets}, including those of its inner objects. */
enum PacketField {
    IP("ip"),
    SRC("src"),
    DST("dst"),
    VERSION("version"),
    TTL("ttl"),
    PROTOCOL("protocol"),
    TRANSPORT("transport"),
    SIZE("size"),
    PORT("port"),
    TYPE("type"),
    TIMESTAMP("timestamp"),
    LENGTH("length"),
    CAPTURED("captured"),
    TCP("tcp"),
    FLAGS("flags"),
    SEQ("seq"),
    ACK("ack"),
    WINDOW("window"),
    PAYLOAD("payload"),
    ICMP("icmp"),
    CODE("code"),
    FRAGMENT("fragment"),
    ID("id"),
    OFFSET("offset"),
    MORE("more"),
    VLAN("vlan"),
    MPLS("mpls"),
    MAC("mac"),
    TUNNEL("tunnel"),
    NAME("name"),
    PROXIED("proxied"),
    ANSWERS("answers"),
    FLOW("flow"),
    PROBE("probe"),

    /** Any other field, which readers ignore. */
    OTHER("");

    private static final Map<String, PacketField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PacketField::text, Function.identity()));

    private final SerializedString text;
    private final FieldPattern first;
    private final FieldPattern next;

    PacketField(String text) {
        this.text = new SerializedString(text);
        String quoted = '"' + text + "\":";
        first = FieldPattern.of('{' + quoted);
        next = FieldPattern.of(',' + quoted);
    }

    static PacketField of(String name) {
        return BY_NAME.getOrDefault(name, OTHER);
    }

    String text() {
        return text.getValue();
    }

    /** The name as the first one of an object, with the object's bracket. */
    FieldPattern first() {
        return first;
    }

    /** The name as a later one of an object, with the comma before it. */
    FieldPattern next() {
        return next;
    }

    /** The name in a form that Jackson compares as a whole. */
    SerializableString serialized() {
        return text;
    }
}
