package io.wadi.cli;

import io.wadi.database.Questions;
import io.wadi.failure.StartException;
import io.wadi.lake.DuckDb;
import io.wadi.lake.DuckDbMissingException;
import io.wadi.lake.Lake;
import io.wadi.lake.LakeContent;
import io.wadi.lake.LakeSpan;
import io.wadi.lake.PostgresTables;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question in SQL. PostgreSQL answers it if it names only tables of PostgreSQL, each with its schema; otherwise DuckDB
 * does, which reads both.
 */
final class Query {

    /** SQL states of what DuckDB may know better: a schema that is not there, and what PostgreSQL does not have. */
    private static final Set<String> OF_ANOTHER_ENGINE = Set.of("3F000", "0A000");

    /** SQL states of questions with a table without its schema, or with DuckDB's functions and syntax. */
    private static final Set<String> OF_DUCKDB = Set.of("42P01", "42883", "42601", "42P11");

    private final Settings settings;
    private final String sql;
    private final LakeSpan span;
    private final Path folder;

    /**
     * A question.
     *
     * @param span which rows of the lake
     * @param folder for copies of the lake's files
     */
    Query(Settings settings, String sql, LakeSpan span, Path folder) {
        this.settings = settings;
        this.sql = sql;
        this.span = span;
        this.folder = folder;
    }

    /** Receives the answer. */
    interface Reader {
        void read(ResultSet rows) throws Exception;
    }

    /**
     * Answers.
     *
     * @throws CommandException with a sentence, if the question has no answer
     */
    void answer(Reader reader) throws Exception {
        try (Questions postgres = Questions.open(settings)) {
            SQLException refusal = refusal(postgres);
            if (refusal == null) {
                askPostgres(postgres, reader);
            } else if (isForDuckDb(refusal)) {
                askDuckDb(postgres, refusal, reader);
            } else {
                throw postgresCannot(Questions.reason(refusal));
            }
        } catch (StartException e) {
            // A lake with a catalog of its own can be read without the database.
            if (settings.get(LakeSettings.CATALOG).isEmpty()) {
                throw e;
            }
            askDuckDb(null, new SQLException(e.getMessage()), reader);
        }
    }

    /** Null if PostgreSQL answers. */
    private SQLException refusal(Questions postgres) {
        try {
            postgres.columns(sql);
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private static boolean isForDuckDb(SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        return state.startsWith("42") || OF_ANOTHER_ENGINE.contains(state);
    }

    private void askPostgres(Questions postgres, Reader reader) throws Exception {
        if (!span.equals(LakeSpan.ALL)) {
            throw new CommandException(
                    "--from and --to are for the lake, and the question has no table of it: write the time into the question");
        }
        try (ResultSet rows = postgres.ask(sql)) {
            reader.read(rows);
        } catch (SQLException e) {
            throw postgresCannot(Questions.reason(e));
        }
    }

    private void askDuckDb(Questions postgres, SQLException refusal, Reader reader) throws Exception {
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            PostgresTables tables = postgres == null ? null : new PostgresTables(duckdb, postgres);
            List<String> lake = LakeOptions.views(settings, span, this::files);
            for (String view : lake) {
                statement.execute(view);
            }
            try {
                ask(statement, reader);
            } catch (SQLException e) {
                throw failure(e, refusal, tables, lake.isEmpty());
            }
        } catch (DuckDbMissingException e) {
            throw new CommandException(e.getMessage() + ", or ask for tables of PostgreSQL only, with their schema ("
                    + Questions.reason(refusal) + ")");
        }
    }

    private void ask(Statement statement, Reader reader) throws Exception {
        if (statement.execute(sql)) {
            try (ResultSet rows = statement.getResultSet()) {
                reader.read(rows);
            }
        }
    }

    private CommandException failure(SQLException e, SQLException refusal, PostgresTables tables, boolean isLakeEmpty) {
        if (tables == null) {
            return new CommandException(
                    duckDbs(e) + "; tables of PostgreSQL are not there: " + Questions.reason(refusal));
        }
        if (tables.failure().isPresent()) {
            return postgresCannot(tables.failure().get());
        }
        if (!OF_DUCKDB.contains(refusal.getSQLState()) && !OF_ANOTHER_ENGINE.contains(refusal.getSQLState())) {
            return postgresCannot(Questions.reason(refusal));
        }
        boolean isOfLake = Stream.of(LakeContent.values()).anyMatch(this::isNamed);
        return isLakeEmpty && isOfLake ? LakeOptions.empty(span) : new CommandException(duckDbs(e));
    }

    private static CommandException postgresCannot(String reason) {
        return new CommandException("PostgreSQL cannot answer: " + reason);
    }

    /** The sentence above the place in the question. */
    private static String duckDbs(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining(" ", "DuckDB cannot answer: ", ""));
    }

    /** Those of a table that the question does not name are not fetched. */
    private List<Path> files(Lake table) {
        return isNamed(table.content()) ? table.localFiles(span, folder) : List.of();
    }

    private boolean isNamed(LakeContent content) {
        return sql.toLowerCase(Locale.ROOT).contains(content.table());
    }
}
