package io.wadi.lake;

import io.wadi.database.Questions.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;

/** How DuckDB has PostgreSQL's types. All others, such as inet, are text there. */
enum PostgresType {
    BOOLEAN("bool", DuckDBColumnType.BOOLEAN, (row, i, to, at) -> to.setBoolean(at, row.getBoolean(i))),
    SHORT("int2", DuckDBColumnType.SMALLINT, (row, i, to, at) -> to.setShort(at, row.getShort(i))),
    INTEGER("int4", DuckDBColumnType.INTEGER, (row, i, to, at) -> to.setInt(at, row.getInt(i))),
    LONG("int8", DuckDBColumnType.BIGINT, (row, i, to, at) -> to.setLong(at, row.getLong(i))),
    FLOAT("float4", DuckDBColumnType.FLOAT, (row, i, to, at) -> to.setFloat(at, row.getFloat(i))),
    DOUBLE("float8", DuckDBColumnType.DOUBLE, (row, i, to, at) -> to.setDouble(at, row.getDouble(i))),
    DATE("date", DuckDBColumnType.DATE, (row, i, to, at) -> to.setDate(at, row.getObject(i, LocalDate.class))),
    LOCAL_TIME(
            "timestamp",
            DuckDBColumnType.TIMESTAMP,
            (row, i, to, at) -> to.setTimestamp(at, row.getObject(i, LocalDateTime.class))),
    TIME(
            "timestamptz",
            DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE,
            (row, i, to, at) -> to.setOffsetDateTime(at, row.getObject(i, OffsetDateTime.class))),
    DECIMAL("numeric", DuckDBColumnType.DECIMAL, (row, i, to, at) -> to.setBigDecimal(at, row.getBigDecimal(i))),
    TEXT("text", DuckDBColumnType.VARCHAR, (row, i, to, at) -> to.setString(at, row.getString(i)));

    /** Digits of DuckDB's decimal numbers. */
    private static final int MOST_DIGITS = 38;

    private final String name;
    private final DuckDBColumnType type;
    private final Value value;

    PostgresType(String name, DuckDBColumnType type, Value value) {
        this.name = name;
        this.type = type;
        this.value = value;
    }

    private interface Value {
        void write(ResultSet row, int column, DuckDBWritableVector vector, long at) throws SQLException;
    }

    /** The type of a column. A number without a bound of its digits, as a sum has, is a double. */
    static PostgresType of(Column column) {
        PostgresType found = Arrays.stream(values())
                .filter(each -> each.name.equals(column.type()))
                .findFirst()
                .orElse(TEXT);
        boolean isUnbounded = column.precision() == 0 || column.precision() > MOST_DIGITS;
        return found == DECIMAL && isUnbounded ? DOUBLE : found;
    }

    /** Declares a column of a function. */
    void declare(DuckDBTableFunctionBindInfo info, Column column) throws SQLException {
        if (this == DECIMAL) {
            try (DuckDBLogicalType decimal = DuckDBLogicalType.decimal(column.precision(), column.scale())) {
                info.addResultColumn(column.name(), decimal);
            }
        } else {
            info.addResultColumn(column.name(), type);
        }
    }

    /** Copies a value of the current row. What it writes for an absent one is of no importance. */
    void write(ResultSet row, int column, DuckDBWritableVector vector, long at) throws SQLException {
        value.write(row, column, vector, at);
    }
}
