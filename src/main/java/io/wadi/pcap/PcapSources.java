package io.wadi.pcap;

import io.wadi.net.TextCleaner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Finds the interfaces or files of an endpoint. */
final class PcapSources {

    /**
     * Short enough for a probe of {@value MOST_PROBE} characters, with the number that distinguishes files of the same
     * name.
     */
    private static final int LONGEST_HOST = 64;

    private static final int LONGEST_PLACE = 180;

    /** Most characters in field {@code probe}. */
    static final int MOST_PROBE = 255;

    private PcapSources() {}

    /**
     * The endpoint's sources; files are ordered by name.
     *
     * @throws CaptureException if a pattern matches no file, or a list is empty
     */
    static List<PcapSource> of(PcapConfiguration options, PcapCounters total) throws CaptureException {
        List<PcapSource> sources = new ArrayList<>();
        if (options.getKind() == PcapConfiguration.Kind.live) {
            String place = fitting(options.getName(), LONGEST_PLACE);
            sources.add(new PcapSource(options.getName(), probe(options, place), 0, total));
            return sources;
        }
        Map<String, Integer> names = new HashMap<>();
        for (Path file : files(options)) {
            String name = unique(fitting(shortName(file), LONGEST_PLACE), names);
            sources.add(new PcapSource(file.toString(), probe(options, name), size(file), total));
        }
        if (sources.isEmpty()) {
            throw new CaptureException("Option files names no capture file");
        }
        return sources;
    }

    /** Distinguishes files of the same name in different folders: {@code day.pcap} and {@code day.pcap#2}. */
    private static String unique(String name, Map<String, Integer> taken) {
        String unique = name;
        while (taken.putIfAbsent(unique, 1) != null) {
            unique = name + "#" + taken.merge(name, 1, Integer::sum);
        }
        return unique;
    }

    private static String shortName(Path file) {
        return file.toString().equals("-") ? "stdin" : file.getFileName().toString();
    }

    /** Cleaned and shortened as readers of messages do it, so that all counters use the same name of the probe. */
    private static String probe(PcapConfiguration options, String place) {
        return options.getProbe() != null
                ? TextCleaner.clean(options.getProbe())
                : fitting(hostName(), LONGEST_HOST) + "/" + place;
    }

    private static String fitting(String text, int most) {
        return TextCleaner.clean(text.length() > most ? text.substring(0, most) : text);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Iterable<Path> files(PcapConfiguration options) throws CaptureException {
        if (options.getFiles() != null) {
            return options.getFiles();
        }
        String name = options.getName();
        try {
            Path plain = Path.of(name);
            if (name.equals("-") || Files.exists(plain) || !isPattern(name)) {
                return List.of(plain);
            }
            return matching(plain);
        } catch (InvalidPathException e) {
            throw new CaptureException("Capture file " + name + " is not a path: " + e.getReason(), e);
        }
    }

    static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** What is wrong with a name that is a pattern and no file; empty if nothing is. */
    static Optional<String> invalidPattern(String name) {
        if (Files.exists(Path.of(name)) || !isPattern(name)) {
            return Optional.empty();
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + Path.of(name).getFileName());
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("Capture file " + name + " is neither a file nor a pattern: " + e.getDescription());
        }
    }

    private static List<Path> matching(Path pattern) throws CaptureException {
        Optional<String> invalid = invalidPattern(pattern.toString());
        if (invalid.isPresent()) {
            throw new CaptureException(invalid.get());
        }
        Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, pattern.getFileName().toString())) {
            entries.forEach(found::add);
        } catch (IOException e) {
            throw new CaptureException("Folder " + folder + " cannot be read to find " + pattern, e);
        }
        if (found.isEmpty()) {
            throw new CaptureException("No capture file matches " + pattern);
        }
        Collections.sort(found);
        return found;
    }
}
