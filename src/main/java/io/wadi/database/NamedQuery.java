package io.wadi.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with parameters {@code :#name}, as camel-sql writes them, for plain JDBC. What stands in quotes or
 * comments is left alone, and so are array slices ({@code [1:10]}) and the operator {@code ?} of jsonb.
 */
public final class NamedQuery {

    private static final Pattern TOKEN =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|(?s:/\\*.*?\\*/)|(?s:\\$\\$.*?\\$\\$)|:#([A-Za-z_]\\w*)|\\?");

    private final String sql;
    private final List<String> names = new ArrayList<>();

    /** A statement from its text. */
    public NamedQuery(String text) {
        StringBuilder jdbc = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            token.appendReplacement(jdbc, Matcher.quoteReplacement(jdbcOf(token)));
        }
        sql = token.appendTail(jdbc).toString();
    }

    private String jdbcOf(Matcher token) {
        if (token.group(1) != null) {
            names.add(token.group(1));
            return "?";
        }
        return token.group().equals("?") ? "??" : token.group();
    }

    /** A statement that ships with Wadi, by its place on the class path. */
    public static NamedQuery ofResource(String resource) {
        try (InputStream in = NamedQuery.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new NamedQuery(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The statement, with values bound.
     *
     * @param values by name: numbers, strings, instants, and arrays of strings or doubles
     */
    public PreparedStatement prepare(Connection connection, Map<String, ?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < names.size(); i++) {
            statement.setObject(i + 1, jdbcOf(connection, values.get(names.get(i))));
        }
        return statement;
    }

    private static Object jdbcOf(Connection connection, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof String[] texts) {
            return connection.createArrayOf("text", texts);
        }
        return value instanceof Double[] numbers ? connection.createArrayOf("float8", numbers) : value;
    }
}
