package io.wadi.cli;

import io.wadi.lake.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi query}: a question about the lake, answered by DuckDB in this process. */
@Command(
        name = "query",
        description = "Answers SQL about the lake, views packets and flows, with DuckDB.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For example",
            "  wadi add duckdb                                                  once",
            "  wadi query \"select protocol, count(*) from packets group by 1\"",
            "  wadi query \"copy (select * from packets where dst_port = 53) to 'dns.parquet'\""
        })
final class QueryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SQL", description = "One or more statements of DuckDB's SQL. Times are UTC.")
    private String sql;

    @Option(names = "--csv", description = "Print CSV (RFC 4180), with a line of column names, instead of a table.")
    private boolean csv;

    @Mixin
    private LakeOptions lake;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            statement.execute(lake.view(common.settings()));
            if (statement.execute(sql)) {
                print(statement);
            }
        } catch (SQLException e) {
            throw new CommandException("DuckDB cannot answer: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return 0;
    }

    private void print(Statement statement) throws Exception {
        try (ResultSet rows = statement.getResultSet()) {
            ResultRows result = new ResultRows(rows);
            if (csv) {
                result.printCsv(common.out());
            } else {
                result.printTable(common.out());
            }
        }
    }
}
