package io.wadi.kubernetes;

import io.wadi.failure.FileReason;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that setting {@code wadi.networks.list} names. Not thread-safe. */
final class NetworksFile {

    /** As many as the reader of the file takes. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(NetworksFile.class);

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("network", "name", "role", "site", "tags")
            .setRecordSeparator("\n")
            .get();

    private final Path file;
    private String written;
    private int leftOut;

    NetworksFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Replaces the file at once if its text changes. It has at most 10,000 addresses; of two names of an address, the first
     * in the alphabet.
     *
     * @return the number of addresses in it
     * @throws KubernetesException if it cannot be written; the former file stays
     */
    int write(Collection<NamedAddress> names) {
        Map<String, NamedAddress> byAddress = new LinkedHashMap<>();
        names.stream()
                .sorted(Comparator.comparing(NamedAddress::name).thenComparing(NamedAddress::tags))
                .forEach(name -> byAddress.putIfAbsent(name.address().toString(), name));
        warn(Math.max(0, byAddress.size() - MOST));
        List<Map.Entry<String, NamedAddress>> lines =
                byAddress.entrySet().stream().limit(MOST).toList();
        String text = text(lines);
        if (!text.equals(written) || !Files.exists(file)) {
            replace(text);
            written = text;
        }
        return lines.size();
    }

    private void warn(int more) {
        if (more > 0 && leftOut == 0) {
            LOG.warn("The cluster has more than {} addresses: {} are left out of {}", MOST, more, file);
        }
        leftOut = more;
    }

    private static String text(List<Map.Entry<String, NamedAddress>> lines) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
            for (Map.Entry<String, NamedAddress> line : lines) {
                NamedAddress name = line.getValue();
                csv.printRecord(line.getKey(), name.name(), name.role(), name.site(), name.tags());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void replace(String text) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            try {
                Files.writeString(next, text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new KubernetesException("Cannot write " + file + ": " + FileReason.of(e), e);
        }
    }
}
