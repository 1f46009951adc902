package io.wadi.lake;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * The catalog, which knows the current metadata of each table: Iceberg's JDBC catalog in PostgreSQL, or a REST catalog.
 * Its tables can be used until it is closed.
 */
final class LakeCatalog implements AutoCloseable {

    private static final String NAME = "wadi";
    private static final Namespace NAMESPACE = Namespace.of("wadi");

    /** {@link LakeFiles}. The client of REST catalogs creates it by its name. */
    private static final String FILES = "io.wadi.lake.LakeFiles";

    /** Without them a server that does not answer would hold a store for ever. */
    private static final Map<String, String> TIMEOUTS =
            Map.of("rest.client.connection-timeout-ms", "10000", "rest.client.socket-timeout-ms", "60000");

    private final LakePlace place;
    private final Catalog catalog;

    /** Opens the catalog. */
    LakeCatalog(LakePlace place) {
        this.place = place;
        Map<String, String> properties = new HashMap<>(place.properties());
        if (!place.warehouse().isEmpty()) {
            properties.put(CatalogProperties.WAREHOUSE_LOCATION, place.warehouse());
        }
        catalog = place.hasRestCatalog() ? rest(place, properties) : jdbc(place, properties);
    }

    private static Catalog jdbc(LakePlace place, Map<String, String> properties) {
        // The address is not used: connections come from the pool.
        properties.put(CatalogProperties.URI, "jdbc:postgresql:");
        // A folder is never used again, so that no table removes the files of another as orphans.
        properties.put(CatalogProperties.UNIQUE_TABLE_LOCATION, "true");
        JdbcCatalog catalog =
                new JdbcCatalog(LakeFiles::of, ignored -> new CatalogConnections(place.database()), false);
        catalog.initialize(NAME, properties);
        return catalog;
    }

    private static Catalog rest(LakePlace place, Map<String, String> properties) {
        properties.put(CatalogProperties.URI, place.catalog());
        properties.put(CatalogProperties.FILE_IO_IMPL, FILES);
        TIMEOUTS.forEach(properties::putIfAbsent);
        RESTCatalog catalog = new RESTCatalog();
        catalog.initialize(NAME, properties);
        return catalog;
    }

    private static TableIdentifier name(LakeContent content) {
        return TableIdentifier.of(NAMESPACE, content.table());
    }

    boolean has(LakeContent content) {
        return catalog.tableExists(name(content));
    }

    /** A table that exists. */
    Table load(LakeContent content) {
        return catalog.loadTable(name(content));
    }

    /** Creates a table, unless another process is first. */
    Table create(LakeContent content, LakeSchema<?> schema) {
        try {
            if (place.hasRestCatalog()) {
                createNamespace();
            }
            schema.create(catalog, name(content));
        } catch (AlreadyExistsException e) {
            // Another process was first.
        }
        return load(content);
    }

    private void createNamespace() {
        SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
        if (namespaces.namespaceExists(NAMESPACE)) {
            return;
        }
        try {
            namespaces.createNamespace(NAMESPACE);
        } catch (AlreadyExistsException e) {
            // Another process was first.
        }
    }

    @Override
    public void close() {
        try {
            ((Closeable) catalog).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
