package io.wadi.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings times in a table's metadata back to now, if a clock that was ahead has written them. Iceberg refuses each commit
 * whose time is more than a minute before that of the latest one, so that one commit by a wrong clock would stop all stores
 * until that time has come.
 */
final class SnapshotClock {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotClock.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Half of what Iceberg accepts. */
    private static final Duration ACCEPTED = Duration.ofSeconds(30);

    private static final List<String> TIMES = List.of("timestamp-ms", "last-updated-ms");

    private SnapshotClock() {}

    /**
     * Corrects the metadata that was read last, if it is necessary.
     *
     * @param now the time by which Iceberg stamps the next commit
     * @throws IllegalStateException if the catalog does not let a client do it
     */
    static void bringBack(Table table, Instant now) {
        TableOperations operations = ((HasTableOperations) table).operations();
        TableMetadata current = operations.current();
        if (!isAhead(current, now)) {
            return;
        }
        operations.commit(current, corrected(current, now.toEpochMilli()));
        if (isAhead(operations.refresh(), now)) {
            throw new IllegalStateException("the latest commit is of " + time(current) + " and the clock here shows "
                    + now + ": one of them is wrong, and this catalog accepts no earlier time");
        }
        LOG.warn(
                "The latest commit to the lake was of {}, which is later than now. Its time has been corrected",
                time(current));
    }

    private static Instant time(TableMetadata metadata) {
        return Instant.ofEpochMilli(metadata.lastUpdatedMillis());
    }

    private static boolean isAhead(TableMetadata metadata, Instant now) {
        return time(metadata).isAfter(now.plus(ACCEPTED));
    }

    private static TableMetadata corrected(TableMetadata metadata, long latest) {
        try {
            JsonNode json = JSON.readTree(TableMetadataParser.toJson(metadata));
            correct(json, latest);
            return TableMetadataParser.fromJson(json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No order changes: what is later than the latest time becomes equal to it. */
    private static void correct(JsonNode node, long latest) {
        if (node instanceof ObjectNode object) {
            TIMES.stream()
                    .filter(time -> object.path(time).asLong() > latest)
                    .forEach(time -> object.put(time, latest));
        }
        node.forEach(child -> correct(child, latest));
    }
}
