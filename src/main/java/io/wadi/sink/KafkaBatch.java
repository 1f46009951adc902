package io.wadi.sink;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.message.PacketFormatException;
import io.wadi.net.TextCleaner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps for a route that reads Kafka with {@code batching=true}: the batch, whose body is a list of exchanges,
 * becomes one body for a sink, and its offsets are committed after the sink has accepted it. So a batch is delivered
 * at least once. Values must be bytes ({@code ByteArrayDeserializer}). A packet in Protobuf becomes the JSON object that
 * it stands for, and a record of several packets one for each. A value that is not a JSON object that receivers accept is skipped, counted ({@code
 * wadi.sink.skipped}) and, the first time, logged. A batch without any valid value is committed immediately and goes no
 * further. Stateless.
 */
public final class KafkaBatch {

    /**
     * Header with text for the start of each line. {@code @id} in it stands for topic, partition and offset, and the place
     * in a record of several packets: a key that stays the same if a batch is delivered again.
     */
    public static final String LINE_PREFIX = "WadiLinePrefix";

    /** Header with the column names of the CSV, as in {@link #rows}, separated by commas. */
    public static final String COLUMNS = "WadiColumns";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBatch.class);
    private static final String RECORDS = "WadiKafkaBatch";
    private static final String GOOD = "WadiKafkaBatchGood";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final int TYPICAL_LINE = 400;
    private static final byte DELETE = 0x7f;

    /** In ASCII and full-width. Tabs and carriage returns have the same effect, but cleaning replaces them. */
    private static final String FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";

    private KafkaBatch() {}

    /** Converts the body to UTF-8 with one message per line and no control characters; see {@link #LINE_PREFIX}. */
    public static void lines(Exchange exchange) {
        List<Exchange> records = open(exchange, true);
        String prefix = exchange.getMessage().getHeader(LINE_PREFIX, "", String.class);
        ByteArrayOutputStream lines = new ByteArrayOutputStream(records.size() * TYPICAL_LINE);
        for (Exchange record : records) {
            if (!prefix.isEmpty()) {
                lines.writeBytes(prefix.replace("@id", id(record.getMessage())).getBytes(StandardCharsets.UTF_8));
            }
            lines.writeBytes(oneLine(record.getMessage().getBody(byte[].class)));
            lines.write('\n');
        }
        exchange.getMessage().setBody(lines.toByteArray());
    }

    /**
     * Converts the body to a list of maps, one per message. Nested fields are named {@code ip_src}, {@code port_dst}
     * and so on; {@code id} is as in {@link #LINE_PREFIX}. {@link TextCleaner} cleans the texts.
     */
    public static void rows(Exchange exchange) {
        exchange.getMessage().setBody(readRows(exchange));
    }

    /**
     * Converts packets in Protobuf to JSON. The body stays a list of exchanges, and other messages stay as they are. For
     * a sink that copies values; {@link #lines}, {@link #rows} and {@link #csv} do it by themselves.
     */
    public static void json(Exchange exchange) {
        keepRecords(exchange, record -> {
            RecordJson.copy(record);
            return true;
        });
    }

    private static List<Map<String, Object>> readRows(Exchange exchange) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Exchange record : open(exchange, false)) {
            Map<String, Object> row = new HashMap<>();
            row.put("id", id(record.getMessage()));
            flatten("", parse(record.getMessage().getBody(byte[].class)), row);
            rows.add(row);
        }
        return rows;
    }

    private static Map<?, ?> parse(byte[] message) {
        try {
            return JSON.readValue(message, Map.class);
        } catch (IOException e) {
            throw new IllegalStateException("a message that was read before", e);
        }
    }

    /**
     * Converts the body to CSV (RFC 4180, but with line feeds only) in UTF-8, one message per line, with the columns in
     * header {@link #COLUMNS}. A field that a message does not have is empty. A text that spreadsheets would run as a
     * formula gets the prefix {@code '}.
     *
     * @throws IllegalArgumentException if the header is missing or empty
     */
    public static void csv(Exchange exchange) throws IOException {
        List<String> columns = columns(exchange.getMessage());
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            for (Map<String, Object> row : readRows(exchange)) {
                printer.printRecord(columns.stream().map(column -> cell(row.get(column))));
            }
        }
        exchange.getMessage().setBody(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> columns(Message message) {
        String names = message.getHeader(COLUMNS, "", String.class).strip();
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "header " + COLUMNS + " is missing: the names of the columns, separated by"
                            + " commas, such as time,ip_src,ip_dst,bytes");
        }
        return List.of(names.split("\\s*,\\s*"));
    }

    private static String cell(Object value) {
        if (value instanceof Number number) {
            return plain(number);
        }
        return value == null ? null : defused(value.toString());
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    /**
     * Spreadsheets interpret a text that starts like this as a formula, which may run programs (OWASP, CSV Injection).
     */
    private static String defused(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** Whether a message goes on. */
    @FunctionalInterface
    public interface Wanted {

        /**
         * Whether it does.
         *
         * @throws PacketFormatException if it cannot be read; it is skipped and counted then
         */
        boolean test(byte[] message) throws PacketFormatException;
    }

    /**
     * Keeps only some messages of a batch for the steps that follow. A batch without any is committed immediately and goes
     * no further.
     */
    public static void keep(Exchange exchange, Wanted wanted) {
        keepRecords(exchange, record -> wanted.test(record.getBody(byte[].class)));
    }

    /** Whether a record goes on, as {@link Wanted}. */
    @FunctionalInterface
    private interface WantedRecord {
        boolean test(Message record) throws PacketFormatException;
    }

    private static void keepRecords(Exchange exchange, WantedRecord wanted) {
        List<Exchange> records = records(exchange);
        exchange.setProperty(RECORDS, records);
        List<Exchange> kept = new ArrayList<>();
        for (Exchange record : RecordParts.of(delivered(exchange))) {
            try {
                if (wanted.test(record.getMessage())) {
                    kept.add(record);
                }
            } catch (PacketFormatException e) {
                LeftOut.skipped(exchange, id(record.getMessage()), e.getMessage());
            }
        }
        exchange.getMessage().setBody(kept);
        goOn(exchange, kept);
    }

    /**
     * Commits the last offset of each partition in the batch. To be called on the thread of the consumer, so endpoints
     * before it must be synchronous. If the group has removed this consumer, nothing is committed, and the new owner of
     * its partitions delivers the batch again. The commit is not retried, because only the next poll makes the consumer
     * a member again.
     */
    public static void commit(Exchange exchange) {
        Map<String, KafkaManualCommit> last = new HashMap<>();
        for (Exchange record : records(exchange)) {
            Message message = record.getMessage();
            if (RecordParts.isLast(record)) {
                last.put(
                        message.getHeader(KafkaConstants.TOPIC) + "-" + message.getHeader(KafkaConstants.PARTITION),
                        message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
            }
        }
        try {
            last.values().forEach(KafkaManualCommit::commit);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.warn(
                    "A batch is delivered again, because the group moved its partitions to another consumer: {}",
                    last.keySet());
        }
    }

    /** The records of a batch to deliver. A property holds the whole batch for {@link #commit}. */
    private static List<Exchange> open(Exchange exchange, boolean texts) {
        List<Exchange> records = records(exchange);
        exchange.setProperty(RECORDS, records);
        List<Exchange> good = new ArrayList<>(records.size());
        for (Exchange record : RecordParts.of(delivered(exchange))) {
            String problem = RecordJson.problem(record.getMessage(), texts);
            if (problem == null) {
                good.add(record);
            } else {
                LeftOut.skipped(exchange, id(record.getMessage()), problem);
            }
        }
        goOn(exchange, good);
        return good;
    }

    private static void goOn(Exchange exchange, List<Exchange> good) {
        exchange.setProperty(GOOD, good);
        if (good.isEmpty()) {
            commit(exchange);
            exchange.setRouteStop(true);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Exchange> records(Exchange exchange) {
        List<Exchange> opened = exchange.getProperty(RECORDS, List.class);
        return opened == null ? exchange.getMessage().getBody(List.class) : opened;
    }

    /** The records of a batch that its receiver gets: all except skipped ones. */
    @SuppressWarnings("unchecked")
    static List<Exchange> delivered(Exchange exchange) {
        List<Exchange> good = exchange.getProperty(GOOD, List.class);
        return good == null ? records(exchange) : good;
    }

    static String id(Message message) {
        return message.getHeader(KafkaConstants.TOPIC) + "-" + message.getHeader(KafkaConstants.PARTITION) + "-"
                + RecordParts.place(message.getExchange());
    }

    /** Wadi's messages have no line breaks or control characters; those of other producers may. */
    private static byte[] oneLine(byte[] value) {
        for (int i = 0; i < value.length; i++) {
            if (value[i] == '\n' || value[i] == '\r' || value[i] == '\t') {
                value[i] = ' ';
            } else if (value[i] >= 0 && value[i] < ' ' || value[i] == DELETE) {
                value[i] = '?';
            }
        }
        return value;
    }

    private static void flatten(String prefix, Map<?, ?> object, Map<String, Object> row) {
        object.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + name + "_", nested, row);
            } else if (value instanceof Collection<?> list) {
                row.put(prefix + name, TextCleaner.clean(list.toString()));
            } else if (value instanceof String text) {
                row.put(prefix + name, TextCleaner.clean(text));
            } else {
                row.put(prefix + name, value);
            }
        });
    }
}
