package io.wadi.lake;

import io.wadi.database.Questions.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionState;
import org.duckdb.DuckDBWritableVector;

/** The rows of an answer of PostgreSQL, on their way to DuckDB. */
final class PostgresCursor implements DuckDBTableFunctionState {

    private final ResultSet answer;
    private final List<PostgresType> types;
    private long rows;

    PostgresCursor(ResultSet answer, List<Column> columns) {
        this.answer = answer;
        types = columns.stream().map(PostgresType::of).toList();
    }

    /**
     * Writes the next rows.
     *
     * @return number of them; 0 at the end
     */
    long next(DuckDBDataChunkWriter chunk) throws SQLException {
        long written = 0;
        while (written < chunk.capacity() && !answer.isClosed() && answer.next()) {
            for (int i = 0; i < types.size(); i++) {
                DuckDBWritableVector vector = chunk.vector(i);
                types.get(i).write(answer, i + 1, vector, written);
                if (answer.wasNull()) {
                    vector.setNull(written);
                }
            }
            written++;
        }
        rows += written;
        return written;
    }

    /** Rows so far. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        answer.close();
    }
}
