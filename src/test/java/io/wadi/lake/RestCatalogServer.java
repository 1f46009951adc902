package io.wadi.lake;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;

/**
 * An Iceberg REST catalog: its protocol, answered by Iceberg's own handlers with a catalog in memory. Knows one namespace
 * level, and only what Wadi asks.
 */
final class RestCatalogServer implements AutoCloseable {

    static final String TOKEN = "a-secret-token";

    private static final ObjectMapper JSON = new ObjectMapper()
            .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    static {
        RESTSerializers.registerAll(JSON);
    }

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile boolean losesNextCommit;
    private volatile boolean deniesNextCommit;

    /** Starts the server; the locations of its tables are in a folder. */
    RestCatalogServer(Path folder) throws IOException {
        catalog.initialize("memory", Map.of(CatalogProperties.WAREHOUSE_LOCATION, folder.toString()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Closes the connection of the next commit after it was done, without an answer. */
    void loseNextCommit() {
        losesNextCommit = true;
    }

    /** Says that it is not available and asks for another attempt, after the next commit was done. */
    void denyNextCommit() {
        deniesNextCommit = true;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                fail(exchange, 401, new IllegalArgumentException("not authorized"));
                return;
            }
            boolean commits = isCommit(exchange);
            RESTResponse answer = answer(exchange);
            if (commits && losesNextCommit) {
                losesNextCommit = false;
                return;
            }
            if (commits && deniesNextCommit) {
                deniesNextCommit = false;
                exchange.getResponseHeaders().set("Retry-After", "1");
                fail(exchange, 503, new IllegalStateException("not available"));
                return;
            }
            send(exchange, answer == null ? 204 : 200, answer);
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            fail(exchange, 404, e);
        } catch (AlreadyExistsException | CommitFailedException e) {
            fail(exchange, 409, e);
        } catch (RuntimeException e) {
            fail(exchange, 500, e);
        } finally {
            exchange.close();
        }
    }

    private static String[] path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().split("/");
    }

    /** {@code POST /v1/namespaces/NAMESPACE/tables/TABLE}. */
    private static boolean isCommit(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST") && path(exchange).length == 6;
    }

    private RESTResponse answer(HttpExchange exchange) throws IOException {
        String[] path = path(exchange);
        boolean posts = exchange.getRequestMethod().equals("POST");
        return switch (path.length) {
            case 3 ->
                path[2].equals("config")
                        ? ConfigResponse.builder().build()
                        : CatalogHandlers.createNamespace(catalog, read(exchange, CreateNamespaceRequest.class));
            case 4 -> CatalogHandlers.loadNamespace(catalog, Namespace.of(path[3]));
            case 5 -> create(Namespace.of(path[3]), read(exchange, CreateTableRequest.class));
            case 6 -> {
                TableIdentifier table = TableIdentifier.of(path[3], path[5]);
                yield posts
                        ? CatalogHandlers.updateTable(catalog, table, read(exchange, UpdateTableRequest.class))
                        : CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL);
            }
            // The client's metrics.
            default -> null;
        };
    }

    private RESTResponse create(Namespace namespace, CreateTableRequest request) {
        return request.stageCreate()
                ? CatalogHandlers.stageTableCreate(catalog, namespace, request)
                : CatalogHandlers.createTable(catalog, namespace, request);
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return JSON.readValue(exchange.getRequestBody(), type);
    }

    private static void fail(HttpExchange exchange, int status, RuntimeException failure) throws IOException {
        send(
                exchange,
                status,
                ErrorResponse.builder()
                        .responseCode(status)
                        .withType(failure.getClass().getSimpleName())
                        .withMessage(failure.getMessage())
                        .build());
    }

    private static void send(HttpExchange exchange, int status, RESTResponse answer) throws IOException {
        if (answer == null || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
