package io.wadi.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A statement with parameters {@code :#name} in the syntax of camel-sql, so routes and beans can use the same file.
 * Text in quotes and comments is not changed. Array slices ({@code [1:10]}) and the {@code ?} operators of jsonb are
 * not changed either; Spring's own {@code :name} parameters break them.
 */
public final class Sql {

    private static final Pattern TOKEN =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|(?s:/\\*.*?\\*/)|(?s:\\$\\$.*?\\$\\$)|:#([A-Za-z_]\\w*)|\\?");

    private final String text;
    private final List<String> names = new ArrayList<>();

    /** Parses a statement. */
    public Sql(String statement) {
        StringBuilder jdbc = new StringBuilder();
        Matcher token = TOKEN.matcher(statement);
        while (token.find()) {
            token.appendReplacement(jdbc, Matcher.quoteReplacement(jdbcOf(token)));
        }
        text = token.appendTail(jdbc).toString();
    }

    private String jdbcOf(Matcher token) {
        if (token.group(1) != null) {
            names.add(token.group(1));
            return "?";
        }
        return token.group().equals("?") ? "??" : token.group();
    }

    /**
     * A statement that ships with Wadi.
     *
     * @param name its path below {@code sql/}, without the file extension
     */
    public static Sql file(String name) {
        return new Sql(read(name));
    }

    /** The text of a statement that ships with Wadi, for {@code COPY} and templates. */
    public static String read(String name) {
        String resource = "/sql/" + name + ".sql";
        try (InputStream in = Sql.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statement for JDBC, with {@code ?} for each parameter. */
    public String text() {
        return text;
    }

    /** The statement without parameters, ready to run. */
    public StatementSpec on(JdbcClient database) {
        return on(database, Map.of());
    }

    /**
     * The statement with values bound, ready to run.
     *
     * @param values by name: numbers, strings, times, and arrays of strings or doubles
     */
    public StatementSpec on(JdbcClient database, Map<String, ?> values) {
        return database.sql(text).params(arguments(values));
    }

    /** The values in the order of {@link #text}. */
    public List<Object> arguments(Map<String, ?> values) {
        List<Object> arguments = new ArrayList<>();
        names.forEach(name -> arguments.add(jdbcOf(values.get(name))));
        return arguments;
    }

    private static Object jdbcOf(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }
}
