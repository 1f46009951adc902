package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates of exporters in a text file, one a line. A file that cannot be read is ignored with one sentence, because
 * exporters send their templates again.
 */
final class TemplateFile {

    /** One template of one stream; {@code seconds} is when it was sent last, since the epoch. */
    record Saved(
            IpAddress sender,
            int port,
            ExportProtocol protocol,
            long domain,
            int id,
            long seconds,
            Template template) {}

    private static final Logger LOG = LoggerFactory.getLogger(TemplateFile.class);
    private static final String HEADER = "wadi templates 1";

    /** A line is at most four times as long as the template's heap; there are 16 MiB of them. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int MOST_LENGTH = 65_535;
    private static final int FIXED_COLUMNS = 7;

    private final Path file;

    TemplateFile(Path file) {
        this.file = file;
    }

    /** The templates in the file; empty if there is none, or it is unreadable. */
    List<Saved> read() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("it is larger than " + MOST_BYTES + " bytes");
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw new IllegalArgumentException("its first line is not: " + HEADER);
            }
            List<Saved> saved = new ArrayList<>();
            lines.subList(1, lines.size()).forEach(line -> saved.add(parse(line)));
            return saved;
        } catch (IOException | RuntimeException e) {
            LOG.warn("File {} with templates of exporters is ignored: {}", file, e.getMessage());
            return List.of();
        }
    }

    private static Saved parse(String line) {
        String[] columns = line.split(" ");
        int[] fields = new int[columns.length - FIXED_COLUMNS];
        int[] lengths = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String[] parts = columns[FIXED_COLUMNS + i].split(":");
            fields[i] = parts[0].equals("-")
                    ? InformationElements.NONE
                    : FlowField.valueOf(parts[0]).ordinal();
            lengths[i] = Integer.parseInt(parts[1]);
            if (lengths[i] < Template.VARIABLE || lengths[i] > MOST_LENGTH) {
                throw new IllegalArgumentException("a field has the length " + lengths[i]);
            }
        }
        Template template = new Template(columns[6].equals("options"), fields, lengths);
        if (template.leastLength() <= 0) {
            throw new IllegalArgumentException("a template has records without bytes");
        }
        return new Saved(
                IpAddress.parse(columns[0]),
                Integer.parseInt(columns[1]),
                ExportProtocol.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                Long.parseLong(columns[3]),
                Integer.parseInt(columns[4]),
                Long.parseLong(columns[5]),
                template);
    }

    /** Replaces the file; a failure is logged, and the old file stays. */
    void write(List<Saved> templates) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
            try {
                Files.write(part, lines(templates));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("Templates of exporters cannot be kept in {}: {}", file, e.toString());
        }
    }

    private static List<String> lines(List<Saved> templates) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Saved each : templates) {
            StringJoiner line = new StringJoiner(" ");
            line.add(each.sender.toString()).add(String.valueOf(each.port)).add(each.protocol.label());
            line.add(String.valueOf(each.domain)).add(String.valueOf(each.id)).add(String.valueOf(each.seconds));
            line.add(each.template.isOptions() ? "options" : "data");
            each.template.addFields(line);
            lines.add(line.toString());
        }
        return lines;
    }
}
