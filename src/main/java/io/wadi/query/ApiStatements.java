package io.wadi.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements of the pages, {@code sql/api}, for those who ask the database themselves, without a route. */
public final class ApiStatements {

    private ApiStatements() {}

    /**
     * A statement with its parameters as Spring writes them, {@code :name}; camel-sql writes {@code :#name}.
     *
     * @param name its file's name without ending
     */
    public static String read(String name) {
        try (InputStream in = ApiStatements.class.getResourceAsStream("/sql/api/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(":#", ":");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
