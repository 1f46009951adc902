package io.wadi.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares the files of the JSON lines sink with the expected packets. */
final class SinkFiles {

    private static final String BEGINNING = "{\"ip\":";

    private final Map<String, Long> missing;
    private final Contents contents = new Contents();
    private long lines;
    private long unreadable;

    SinkFiles(Contents topic) {
        missing = new HashMap<>(topic.packets());
    }

    void read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        }
        for (Path file : files) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                reader.lines().forEach(this::line);
            }
        }
    }

    /** After a kill the part of a line that was written may stand before the line that comes next. */
    private void line(String line) {
        lines++;
        String key = key(line);
        if (key == null) {
            unreadable++;
            key = key(line.substring(Math.max(0, line.lastIndexOf(BEGINNING))));
        }
        if (key != null) {
            missing.computeIfPresent(key, (packet, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Poison is in the files as well, and is no packet. */
    private String key(String line) {
        try {
            return contents.packetKey(line.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Packets that are in no file. */
    long missing() {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }

    long lines() {
        return lines;
    }

    /** Lines that are no packet: poison, and what a kill cut off. */
    long unreadable() {
        return unreadable;
    }
}
