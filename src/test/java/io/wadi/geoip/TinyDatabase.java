package io.wadi.geoip;

import static java.util.Map.entry;

import io.wadi.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes small MaxMind DB files (format 2.0, 24-bit records): the same contents always give the same bytes. */
final class TinyDatabase {

    private static final int EMPTY = -1;
    private static final int RECORD_BITS = 24;
    private static final int SEPARATOR = 16;

    private final String type;
    private final int ipVersion;
    private final long buildEpoch;
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    TinyDatabase(String type, int ipVersion, long buildEpoch) {
        this.type = type;
        this.ipVersion = ipVersion;
        this.buildEpoch = buildEpoch;
    }

    /** A City database that puts 192.0.2.0/24 (TEST-NET-1) into one city. */
    static TinyDatabase city(String city, long buildEpoch) {
        return new TinyDatabase("DBIP-City-Lite", 6, buildEpoch)
                .with("192.0.2.0", 24, Map.of("city", Map.of("names", Map.of("en", city))));
    }

    /** An ASN database that gives 192.0.2.0/24 to one autonomous system. */
    static TinyDatabase asn(long number, long buildEpoch) {
        return new TinyDatabase("GeoLite2-ASN", 6, buildEpoch)
                .with("192.0.2.0", 24, Map.of("autonomous_system_number", (int) number));
    }

    /** Adds a network; {@code record} is made of maps, lists, strings, ints (unsigned), doubles and raw bytes. */
    TinyDatabase with(String address, int prefix, Object record) {
        int offset = data.size();
        encode(record, data);
        return pointing(address, prefix, offset);
    }

    /** Adds a network whose record is wherever {@code offset} points into the data section, or beyond. */
    TinyDatabase pointing(String address, int prefix, int offset) {
        IpAddress ip = IpAddress.parse(address);
        byte[] bits = new byte[ipVersion == 4 ? 4 : 16];
        byte[] bytes = ip.toBytes();
        System.arraycopy(bytes, 0, bits, bits.length - bytes.length, bytes.length);
        int depth = prefix + (bits.length - bytes.length) * 8;
        int node = 0;
        for (int i = 0; i < depth - 1; i++) {
            int bit = bits[i / 8] >> 7 - i % 8 & 1;
            if (nodes.get(node)[bit] < 0) {
                nodes.get(node)[bit] = nodes.size();
                nodes.add(new int[] {EMPTY, EMPTY});
            }
            node = nodes.get(node)[bit];
        }
        nodes.get(node)[bits[(depth - 1) / 8] >> 7 - (depth - 1) % 8 & 1] = EMPTY - 1 - offset;
        return this;
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int value =
                        record >= 0 ? record : nodes.size() + (record == EMPTY ? 0 : SEPARATOR + EMPTY - 1 - record);
                out.writeBytes(new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value});
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        encode(metadata(), out);
        return out.toByteArray();
    }

    private Map<String, Object> metadata() {
        return Map.ofEntries(
                entry("binary_format_major_version", 2),
                entry("binary_format_minor_version", 0),
                entry("build_epoch", BigInteger.valueOf(buildEpoch)),
                entry("database_type", type),
                entry("description", Map.of("en", "made for a test")),
                entry("ip_version", ipVersion),
                entry("languages", List.of("en")),
                entry("node_count", nodes.size()),
                entry("record_size", RECORD_BITS));
    }

    Path writeTo(Path file) {
        try {
            return Files.write(file, toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void encode(Object value, ByteArrayOutputStream out) {
        if (value instanceof Map<?, ?> map) {
            header(7, map.size(), out);
            new TreeMap<>(map).forEach((key, item) -> {
                encode(key, out);
                encode(item, out);
            });
        } else if (value instanceof List<?> list) {
            header(11, list.size(), out);
            list.forEach(item -> encode(item, out));
        } else if (value instanceof byte[] raw) {
            out.writeBytes(raw);
        } else {
            encodeScalar(value, out);
        }
    }

    private static void encodeScalar(Object value, ByteArrayOutputStream out) {
        if (value instanceof String text) {
            field(2, text.getBytes(StandardCharsets.UTF_8), out);
        } else if (value instanceof Double number) {
            field(3, ByteBuffer.allocate(8).putDouble(number).array(), out);
        } else if (value instanceof Integer number) {
            field(6, ByteBuffer.allocate(4).putInt(number).array(), out);
        } else if (value instanceof BigInteger number) {
            field(9, ByteBuffer.allocate(8).putLong(number.longValue()).array(), out);
        } else {
            throw new IllegalArgumentException("no encoding for " + value);
        }
    }

    private static void field(int fieldType, byte[] payload, ByteArrayOutputStream out) {
        header(fieldType, payload.length, out);
        out.writeBytes(payload);
    }

    /** Control byte, then the type above 7, then the size above 28 in one byte or, above 284, in two. */
    private static void header(int fieldType, int size, ByteArrayOutputStream out) {
        int sizeBits = size < 29 ? size : size < 285 ? 29 : 30;
        out.write((fieldType <= 7 ? fieldType << 5 : 0) | sizeBits);
        if (fieldType > 7) {
            out.write(fieldType - 7);
        }
        if (sizeBits == 29) {
            out.write(size - 29);
        } else if (sizeBits == 30) {
            out.write(size - 285 >> 8);
            out.write(size - 285);
        }
    }
}
