package io.wadi.lake;

import io.wadi.database.Questions;
import io.wadi.database.Questions.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duckdb.DuckDBFunctions;

/**
 * PostgreSQL's tables in DuckDB: a view in the schema of the same name for each, and function {@code postgres} for the
 * answer to a question. Rows are read when DuckDB asks for them, and only columns that it asks for.
 */
public final class PostgresTables {

    private final PostgresRows questions;
    private final PostgresRows tables;

    /**
     * Creates views and function.
     *
     * @param duckdb a connection of {@link DuckDb}
     */
    public PostgresTables(Connection duckdb, Questions postgres) throws SQLException {
        questions = PostgresRows.ofQuestions(postgres);
        tables = PostgresRows.ofTables(postgres);
        DuckDBFunctions.tableFunction()
                .withName("postgres")
                .withParameter(String.class)
                .withFunction(questions)
                .register(duckdb);
        DuckDBFunctions.tableFunction()
                .withName("postgres_table")
                .withParameter(String.class)
                .withProjectionPushdown()
                .withFunction(tables)
                .register(duckdb);
        try (Statement statement = duckdb.createStatement()) {
            for (Table table : postgres.tables()) {
                statement.execute("create schema if not exists " + quoted(table.schema()));
                String name = quoted(table.schema()) + "." + quoted(table.name());
                statement.execute("create or replace view " + name + " as select * from postgres_table('"
                        + name.replace("'", "''") + "')");
            }
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Why the last question failed, if PostgreSQL or a bound was the reason: DuckDB's own message has a stack trace. */
    public Optional<String> failure() {
        return questions.failure().or(tables::failure);
    }
}
