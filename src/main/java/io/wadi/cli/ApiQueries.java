package io.wadi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The queries of the pages, which the demo's text screen shares with them. */
final class ApiQueries {

    private static final List<String> NAMES =
            List.of("totals", "bytes-by-time", "protocols", "top-talkers", "countries");

    private ApiQueries() {}

    static Map<String, String> load() {
        return NAMES.stream().collect(Collectors.toMap(Function.identity(), ApiQueries::read));
    }

    /** camel-sql writes a parameter as :#name, Spring as :name. */
    private static String read(String name) {
        try (InputStream in = ApiQueries.class.getResourceAsStream("/sql/api/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(":#", ":");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
