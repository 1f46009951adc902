package io.wadi.faults;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Generates hostile messages of valid JSON, the same ones for the same seed: texts of any Unicode, extremes, deep
 * nesting, duplicate fields, wrong types, huge numbers and texts, and sometimes no object or no value. Half of them are
 * valid.
 */
final class HostileMessages {

    private static final List<String> TEXTS = List.of(
            "\"TCP\"",
            "\"?\"",
            "\"\\ud800\"",
            "\"\\udfff\"",
            "\"\\ude00\\ud83d\"",
            "\"\\ud83d\\ude00\"",
            "\"\ud83d\ude00\"",
            "\"\\u0000\"",
            "\"\\u001b[31m\"",
            "\"\\\\u0000\"",
            "\"\"",
            "\" TCP \"",
            "\"tcp\"",
            "\"\u00e4\"",
            "\"a\u0308\"",
            "\"\u202eabc\"",
            "\"=cmd|' /C calc'!A0\"",
            "\"a,b;\\\"c\\\"\\r\\nd\"",
            "\"'; drop table flows; --\"",
            "\"\uffff\"");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "65535",
            "65536",
            "1048576",
            "1048577",
            "2147483647",
            "2147483648",
            "17592186044416",
            "1125899906842624",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e308",
            "1e-400",
            "1E999999999",
            "1e-999999999",
            "1e99999999999",
            "0.1",
            "1710000000.0000000001",
            "9223372036",
            "9223372036.854775807");
    private static final List<String> ADDRESSES = List.of(
            "\"10.0.0.1\"",
            "\"010.000.000.001\"",
            "\"::ffff:10.0.0.1\"",
            "\"::FFFF:a00:1\"",
            "\"0:0:0:0:0:ffff:10.0.0.1\"",
            "\"fe80::1%eth0\"",
            "\"2001:DB8::1\"",
            "\"2001:db8:0:0::1\"",
            "\"255.255.255.255\"",
            "\"::\"",
            "\"10.0.0.1 \"",
            "\"10.0.0.1/8\"");
    private static final List<String> OTHERS = List.of("null", "true", "[]", "{}", "[[]]", "{\"src\":{}}", "[1,2,3]");
    private static final List<String> NO_OBJECTS =
            List.of("null", "true", "7", "1e999999999", "\"text\"", "[]", "[{}]");

    private final Random random;

    HostileMessages(long seed) {
        random = new Random(seed);
    }

    /** A message of topic packets; null for a record without a value. */
    byte[] packet() {
        return message(this::goodPacket);
    }

    /** A message of topic flows; null for a record without a value. */
    byte[] flow() {
        return message(this::goodFlow);
    }

    private byte[] message(Supplier<Map<String, String>> good) {
        int kind = random.nextInt(200);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return any(NO_OBJECTS).getBytes(StandardCharsets.UTF_8);
        }
        Map<String, String> fields = good.get();
        if (random.nextBoolean()) {
            return object(fields).getBytes(StandardCharsets.UTF_8);
        }
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            spoil(fields);
        }
        String text = object(fields);
        if (random.nextInt(4) == 0) {
            String twice = any(List.copyOf(fields.keySet()));
            text = "{" + quoted(twice) + ":" + value() + "," + text.substring(1);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void spoil(Map<String, String> fields) {
        String name = any(List.copyOf(fields.keySet()));
        switch (random.nextInt(8)) {
            case 0 -> fields.remove(name);
            case 1 -> fields.put("x" + random.nextInt(1_000_000), deep());
            case 2 -> fields.put("ip", "{\"src\":" + any(ADDRESSES) + ",\"dst\":" + any(ADDRESSES) + "}");
            case 3 -> fields.put(random.nextBoolean() ? "probe" : "transport", any(TEXTS));
            case 4 -> fields.put("name", any(TEXTS));
            case 5 -> fields.put("names", "[{\"ip\":" + any(ADDRESSES) + ",\"name\":" + any(TEXTS) + "}]");
            default -> fields.put(name, value());
        }
    }

    private String value() {
        return switch (random.nextInt(7)) {
            case 0, 1 -> any(NUMBERS);
            case 2 -> any(TEXTS);
            case 3 -> any(OTHERS);
            case 4 -> any(ADDRESSES);
            case 5 -> "\"" + "x".repeat(random.nextInt(6_000)) + "\"";
            default -> "9".repeat(1 + random.nextInt(600));
        };
    }

    private String deep() {
        int depth = 1 + random.nextInt(80);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + any(NUMBERS) + "}".repeat(depth);
    }

    private Map<String, String> goodPacket() {
        Map<String, String> fields = ends();
        fields.put("size", String.valueOf(40 + random.nextInt(1_400)));
        fields.put("timestamp", seconds() + ".5");
        fields.put("protocol", "\"TCP\"");
        fields.put("tcp", "{\"flags\":" + random.nextInt(256) + ",\"seq\":" + random.nextInt(1_000) + "}");
        return fields;
    }

    private Map<String, String> goodFlow() {
        Map<String, String> fields = ends();
        long window = seconds() / 60 * 60;
        fields.put("window", String.valueOf(window));
        fields.put("packets", String.valueOf(1 + random.nextInt(9)));
        fields.put("bytes", String.valueOf(40 + random.nextInt(1_400)));
        fields.put("first", String.valueOf(window));
        fields.put("last", window + ".25");
        fields.put("tcp", "{\"flags\":2}");
        return fields;
    }

    private long seconds() {
        return 1_710_000_000L + random.nextInt(600);
    }

    /** Few addresses, ports and probes, so that many messages are of one flow. */
    private Map<String, String> ends() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ip", "{\"src\":\"10.0.0." + random.nextInt(4) + "\",\"dst\":\"10.0.1." + random.nextInt(4) + "\"}");
        fields.put("port", "{\"src\":" + random.nextInt(2) + ",\"dst\":443}");
        fields.put("transport", "\"TCP\"");
        fields.put("probe", "\"host/eth" + random.nextInt(2) + "\"");
        return fields;
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
