package io.wadi.query;

import io.wadi.database.Sql;
import io.wadi.net.FileStamp;
import io.wadi.query.NetworkParts.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the networks of the user's file into the database. Not thread-safe. */
public final class NamedNetworks {

    private static final Logger LOG = LoggerFactory.getLogger(NamedNetworks.class);

    private final Path file;
    private final JdbcClient database;
    private FileStamp stored;

    /**
     * Reads from a file that is not read yet.
     *
     * @param database may write the tables
     */
    public NamedNetworks(Path file, DataSource database) {
        this.file = file;
        this.database = JdbcClient.create(database);
    }

    /**
     * Reads the file if it has changed, and replaces the networks in the database.
     *
     * @throws RuntimeException if that is impossible; the networks then stay as they are
     */
    public void reloadIfChanged() {
        FileStamp now = FileStamp.of(file);
        if (now.equals(stored)) {
            return;
        }
        try {
            List<NamedNetwork> networks = NetworkList.read(file);
            store(NetworkParts.of(networks));
            LOG.info("{} networks of {} are in the database", networks.size(), file);
        } catch (NetworkListException e) {
            throw new IllegalStateException("File " + file + " is left out: " + e.getMessage(), e);
        }
        stored = now;
    }

    private void store(List<Part> parts) {
        Map<String, Object> columns = Map.of(
                "parts", texts(parts, part -> part.range().toString()),
                "networks", texts(parts, part -> part.of().range().toString()),
                "names", texts(parts, part -> part.of().name()),
                "roles", texts(parts, part -> part.of().role()),
                "sites", texts(parts, part -> part.of().site()),
                "tags", texts(parts, part -> String.join(" ", part.of().tags())));
        Sql.file("networks/replace").on(database, columns).update();
    }

    private static String[] texts(List<Part> parts, Function<Part, String> text) {
        return parts.stream().map(text).toArray(String[]::new);
    }
}
