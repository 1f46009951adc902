package io.wadi.lake;

import io.wadi.database.Questions;
import io.wadi.database.Questions.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** A function of DuckDB that returns rows of PostgreSQL. */
final class PostgresRows implements DuckDBTableFunction<PostgresRows.Question, PostgresCursor, Object> {

    /** A larger table would be on its way for minutes, and belongs into the lake, or is for PostgreSQL to filter. */
    static final long MOST = 5_000_000;

    private final Questions postgres;
    private final UnaryOperator<String> question;
    private final boolean selectsColumns;
    private volatile String failure;

    private PostgresRows(Questions postgres, UnaryOperator<String> question, boolean selectsColumns) {
        this.postgres = postgres;
        this.question = question;
        this.selectsColumns = selectsColumns;
    }

    /** The answer to the question that is the parameter. */
    static PostgresRows ofQuestions(Questions postgres) {
        return new PostgresRows(postgres, UnaryOperator.identity(), false);
    }

    /** The columns that DuckDB needs of the table whose quoted name is the parameter. */
    static PostgresRows ofTables(Questions postgres) {
        return new PostgresRows(postgres, name -> "table " + name, true);
    }

    /**
     * What is asked.
     *
     * @param parameter a question, or the name of a table
     */
    record Question(String parameter, List<Column> columns) {}

    /** Why the last call failed. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Question bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        try {
            String parameter = info.getParameter(0).getString();
            List<Column> columns = postgres.columns(question.apply(parameter));
            for (Column column : columns) {
                PostgresType.of(column).declare(info, column);
            }
            return new Question(parameter, columns);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PostgresCursor init(DuckDBTableFunctionInitInfo info) throws SQLException {
        info.setMaxThreads(1);
        Question asked = info.getBindData();
        List<Column> columns = selectsColumns ? wanted(info, asked) : asked.columns();
        try {
            return new PostgresCursor(postgres.ask(text(asked, columns)), columns);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static List<Column> wanted(DuckDBTableFunctionInitInfo info, Question asked) {
        return IntStream.range(0, (int) info.getColumnCount())
                .mapToObj(i -> asked.columns().get((int) info.getColumnIndex(i)))
                .toList();
    }

    private String text(Question asked, List<Column> columns) {
        return selectsColumns
                ? columns.stream()
                        .map(column -> PostgresTables.quoted(column.name()))
                        .collect(Collectors.joining(", ", "select ", " from " + asked.parameter()))
                : asked.parameter();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws SQLException {
        PostgresCursor cursor = info.getInitData();
        try {
            synchronized (postgres) {
                long rows = cursor.next(chunk);
                if (cursor.rows() > MOST) {
                    throw new SQLException(tooMany(info.getBindData()));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private String tooMany(Question asked) {
        return (selectsColumns ? "table " + asked.parameter().replace("\"", "") : "the answer to " + asked.parameter())
                + String.format(" has more than %,d rows for DuckDB: let PostgreSQL count or filter them, with", MOST)
                + " postgres('select … where …') in its place";
    }

    private SQLException failed(SQLException e) {
        failure = Questions.reason(e);
        return e;
    }
}
