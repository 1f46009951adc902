package io.wadi.query;

import io.wadi.net.AddressRange;
import io.wadi.net.TextCleaner;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file (RFC 4180) of networks: a header line with {@code network}, {@code name} and optionally {@code role},
 * {@code site} and {@code tags}, which spaces or semicolons separate. Lines that begin with {@code #} are comments.
 */
final class NetworkList {

    private static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_NETWORKS = 10_000;
    private static final int LONGEST_TEXT = 100;
    private static final List<String> COLUMNS = List.of("network", "name", "role", "site", "tags");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setCommentMarker('#')
            .get();

    private final List<NamedNetwork> networks = new ArrayList<>();
    private final Set<AddressRange> seen = new HashSet<>();

    private NetworkList() {}

    /**
     * Reads a file.
     *
     * @throws NetworkListException if it cannot be read, is larger than 4 MiB, or has a wrong line, whose number it says
     */
    static List<NamedNetwork> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NetworkListException("it is larger than 4 MiB");
            }
            // Spreadsheets begin UTF-8 files with a byte order mark.
            return parse(Files.readString(file).replaceFirst("^\uFEFF", ""));
        } catch (CharacterCodingException e) {
            throw new NetworkListException("it is not UTF-8");
        } catch (IOException e) {
            throw new NetworkListException("it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static List<NamedNetwork> parse(String text) throws IOException {
        try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
            checkColumns(parser.getHeaderNames());
            NetworkList list = new NetworkList();
            parser.forEach(list::add);
            return list.networks;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new NetworkListException("it is not CSV: " + e.getMessage());
        }
    }

    private static void checkColumns(List<String> names) {
        List<String> columns = names.stream().map(String::toLowerCase).toList();
        if (!columns.containsAll(COLUMNS.subList(0, 2)) || !COLUMNS.containsAll(columns)) {
            throw new NetworkListException("its first line must be " + String.join(",", COLUMNS)
                    + ", of which the last three may be left out");
        }
    }

    private void add(CSVRecord line) {
        if (!line.isConsistent()) {
            throw wrong(line, "it has " + line.size() + " columns, the first line has another number");
        }
        AddressRange range = range(line);
        if (!seen.add(range)) {
            throw wrong(line, range + " is in the file twice");
        }
        if (networks.size() == MOST_NETWORKS) {
            throw new NetworkListException("it has more than " + MOST_NETWORKS + " networks");
        }
        String name = text(line, "name");
        if (name == null) {
            throw wrong(line, "the name is missing");
        }
        networks.add(new NamedNetwork(range, name, text(line, "role"), text(line, "site"), tags(line)));
    }

    private static AddressRange range(CSVRecord line) {
        String text = line.get("network");
        try {
            return AddressRange.parse(text).network();
        } catch (IllegalArgumentException e) {
            throw wrong(line, "'" + TextCleaner.clean(text) + "' is not a network such as 10.1.0.0/16");
        }
    }

    /** A text of a column, or null if it is empty or there is no such column. */
    private static String text(CSVRecord line, String column) {
        String text = line.isMapped(column) ? TextCleaner.clean(line.get(column)) : "";
        if (text.length() > LONGEST_TEXT) {
            throw wrong(line, "the " + column + " has more than " + LONGEST_TEXT + " characters");
        }
        return text.isEmpty() ? null : text;
    }

    private static List<String> tags(CSVRecord line) {
        String tags = text(line, "tags");
        return tags == null
                ? List.of()
                : Arrays.stream(tags.split("[ ;]+")).distinct().toList();
    }

    private static NetworkListException wrong(CSVRecord line, String what) {
        return new NetworkListException("in record " + line.getRecordNumber() + ", " + what);
    }
}
