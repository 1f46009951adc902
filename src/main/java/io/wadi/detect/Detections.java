package io.wadi.detect;

import io.wadi.failure.FileReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The detections that ship with Wadi and those in the user's folder, which is read again when a file has changed. A
 * user's file with a shipped name replaces the shipped detection or only changes its header. A file with an error is
 * reported and skipped; the others are used. Thread-safe.
 */
public final class Detections {

    private static final Logger LOG = LoggerFactory.getLogger(Detections.class);
    private static final String SUFFIX = ".sql";
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;
    private final Map<String, Detection> shipped;
    private Map<Path, String> texts = Map.of();
    private Map<String, Detection> current;
    private Map<String, String> problems = Map.of();
    private String folderProblem;

    /**
     * Loads the shipped detections and those of a folder.
     *
     * @param folder folder of the user's files {@code *.sql}; may not exist
     * @throws DetectionException if a shipped file is invalid
     */
    public Detections(Path folder) {
        this.folder = folder;
        shipped = readShipped();
        current = shipped;
    }

    private static Map<String, Detection> readShipped() {
        Map<String, Detection> read = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(Detections.class.getClassLoader())
                    .getResources("classpath*:sql/detect/*" + SUFFIX)) {
                String name = nameOf(file.getFilename());
                String text = file.getContentAsString(StandardCharsets.UTF_8);
                read.put(
                        name,
                        DetectionFile.read(name, "sql/detect/" + name + SUFFIX, text)
                                .complete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private static String nameOf(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /** All valid detections that are not switched off, by name. Scans the folder first. */
    public synchronized List<Detection> current() {
        try {
            Map<Path, String> now = readFolder();
            if (!now.equals(texts)) {
                texts = now;
                combine();
            }
            folderProblem = null;
        } catch (IOException e) {
            unreadable(FileReason.of(e));
        }
        return current.values().stream().filter(detection -> !detection.isOff()).toList();
    }

    private void unreadable(String reason) {
        if (!reason.equals(folderProblem)) {
            LOG.warn("Folder {} cannot be read; its detections remain unchanged: {}", folder, reason);
        }
        folderProblem = reason;
    }

    /** Names of those that are valid and not switched off, as of the last look into the folder. */
    synchronized Set<String> names() {
        return current.values().stream()
                .filter(detection -> !detection.isOff())
                .map(Detection::name)
                .collect(Collectors.toSet());
    }

    /** Errors in the user's files, by the detection's name, and of their folder. */
    public synchronized Map<String, String> problems() {
        if (folderProblem == null) {
            return problems;
        }
        Map<String, String> all = new TreeMap<>(problems);
        all.put(folder.toString(), "cannot be read: " + folderProblem);
        return all;
    }

    private Map<Path, String> readFolder() throws IOException {
        Map<Path, String> read = new TreeMap<>();
        if (Files.exists(folder)) {
            for (Path file : filesOfFolder()) {
                read.put(file, read(file));
            }
        }
        return read;
    }

    /** Its text; null where it is too large for a detection. */
    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private List<Path> filesOfFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private void combine() {
        Map<String, Detection> combined = new TreeMap<>(shipped);
        Map<String, String> wrong = new TreeMap<>();
        texts.forEach((file, text) -> {
            String name = nameOf(file.getFileName().toString());
            try {
                if (text == null) {
                    throw new DetectionException("the file " + file + " is larger than 1 MiB");
                }
                DetectionFile own = DetectionFile.read(name, file.toString(), text);
                Detection base = shipped.get(name);
                combined.put(name, base != null && own.isChange() ? own.over(base) : own.complete());
            } catch (DetectionException e) {
                wrong.put(name, e.getMessage());
                LOG.warn("Detection {} remains unchanged: {}", name, e.getMessage());
                keep(name, combined);
            }
        });
        report(combined);
        current = combined;
        problems = wrong;
    }

    /** A file that was valid before is probably half written, so its last valid version stays in use. */
    private void keep(String name, Map<String, Detection> combined) {
        Detection before = current.get(name);
        if (before != null) {
            combined.put(name, before);
        }
    }

    private void report(Map<String, Detection> combined) {
        List<String> changed = new ArrayList<>();
        combined.forEach((name, detection) -> {
            if (!detection.equals(current.get(name))) {
                changed.add(detection.isOff() ? name + " (off)" : name);
            }
        });
        current.keySet().stream()
                .filter(name -> !combined.containsKey(name))
                .forEach(name -> changed.add(name + " (gone)"));
        if (!changed.isEmpty()) {
            LOG.info("Detections changed: {}", String.join(", ", changed));
        }
    }
}
