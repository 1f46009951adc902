package io.wadi.sink;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps for a route that reads Kafka with {@code batching=true}: the batch, whose body is a list of exchanges,
 * becomes one body for a sink, and its offsets are committed after the sink has accepted it. So a batch is delivered
 * at least once. Values must be bytes ({@code ByteArrayDeserializer}). A value that is not a JSON object that
 * receivers accept is skipped, counted ({@code wadi.sink.skipped}) and, the first time, logged. A batch without any
 * valid value is committed immediately and goes no further. Stateless.
 */
public final class KafkaBatch {

    /**
     * Header with text to put before each line, in which {@code @id} stands for topic, partition and offset: a key that
     * is the same when a batch is delivered again.
     */
    public static final String LINE_PREFIX = "WadiLinePrefix";

    /** Header with the names of the columns of CSV, as {@link #rows} names them, separated by commas. */
    public static final String COLUMNS = "WadiColumns";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBatch.class);
    private static final String RECORDS = "WadiKafkaBatch";
    private static final String GOOD = "WadiKafkaBatchGood";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int TYPICAL_LINE = 400;
    private static final byte DELETE = 0x7f;

    /** ASCII and full-width; tabulators and carriage returns, which count as well, do not get through the cleaning. */
    private static final String FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";

    private KafkaBatch() {}

    /** Makes the body bytes in UTF-8, one message a line, without control characters; header {@link #LINE_PREFIX} puts text before each. */
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
     * Makes the body a list of maps, one a message, whose nested fields are named {@code ip_src}, {@code port_dst} and
     * so on, with {@code id} as in {@link #LINE_PREFIX}. Texts are cleaned as {@link TextCleaner} says.
     */
    public static void rows(Exchange exchange) {
        exchange.getMessage().setBody(readRows(exchange));
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
     * Makes the body CSV (RFC 4180, but with line feeds alone) in UTF-8, one message a line; header {@link #COLUMNS}
     * says which columns. A field that a message does not have is empty; before a text that spreadsheets would take for a
     * formula stands {@code '}.
     */
    public static void csv(Exchange exchange) {
        String[] columns =
                exchange.getMessage().getHeader(COLUMNS, String.class).split("\\s*,\\s*");
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> row : readRows(exchange)) {
            for (int i = 0; i < columns.length; i++) {
                text.append(i == 0 ? "" : ",").append(quoted(row.get(columns[i])));
            }
            text.append('\n');
        }
        exchange.getMessage().setBody(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(Object value) {
        String text = value instanceof Number number ? plain(number) : defused(Objects.toString(value, ""));
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    /** A spreadsheet takes a text that begins so for a formula, which may run programs (OWASP, CSV Injection). */
    private static String defused(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /**
     * Commits the offsets of the batch, of each partition the last. To be called on the thread of the consumer, so
     * endpoints before it must be synchronous. A consumer that its group has given up commits nothing, and whoever has
     * its partitions now delivers the batch again: only its next poll makes it a member, and a retry would keep it from
     * that.
     */
    public static void commit(Exchange exchange) {
        Map<String, KafkaManualCommit> last = new HashMap<>();
        for (Exchange record : records(exchange)) {
            Message message = record.getMessage();
            last.put(
                    message.getHeader(KafkaConstants.TOPIC) + "-" + message.getHeader(KafkaConstants.PARTITION),
                    message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        }
        try {
            last.values().forEach(KafkaManualCommit::commit);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.warn(
                    "A batch is delivered again, because the group moved its partitions to another consumer: {}",
                    last.keySet());
        }
    }

    /** The records of a batch that are to be delivered; the whole batch is remembered for {@link #commit}. */
    private static List<Exchange> open(Exchange exchange, boolean texts) {
        List<Exchange> records = records(exchange);
        exchange.setProperty(RECORDS, records);
        List<Exchange> good = new ArrayList<>(records.size());
        for (Exchange record : records) {
            String problem = JsonCheck.problem(record.getMessage().getBody(byte[].class), texts);
            if (problem == null) {
                good.add(record);
            } else {
                LeftOut.skipped(exchange, id(record.getMessage()), problem);
            }
        }
        exchange.setProperty(GOOD, good);
        if (good.isEmpty()) {
            commit(exchange);
            exchange.setRouteStop(true);
        }
        return good;
    }

    @SuppressWarnings("unchecked")
    private static List<Exchange> records(Exchange exchange) {
        List<Exchange> opened = exchange.getProperty(RECORDS, List.class);
        return opened == null ? exchange.getMessage().getBody(List.class) : opened;
    }

    /** The records of a batch that its receiver gets: all that were not skipped. */
    @SuppressWarnings("unchecked")
    static List<Exchange> delivered(Exchange exchange) {
        List<Exchange> good = exchange.getProperty(GOOD, List.class);
        return good == null ? records(exchange) : good;
    }

    static String id(Message message) {
        return message.getHeader(KafkaConstants.TOPIC) + "-" + message.getHeader(KafkaConstants.PARTITION) + "-"
                + message.getHeader(KafkaConstants.OFFSET);
    }

    /** Wadi writes messages without line breaks and control characters; others may not. */
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
