package io.wadi.cli;

import io.wadi.lake.DuckDb;
import io.wadi.lake.Lake;
import io.wadi.lake.LakeContent;
import io.wadi.lake.LakeSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
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
            "  wadi query --from 2026-03-10T08:00:00Z --to 2026-03-10T09:00:00Z \"select count(*) from packets\"",
            "  wadi query \"copy (select * from packets where dst_port = 53) to 'dns.parquet'\""
        })
final class QueryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SQL", description = "One or more statements of DuckDB's SQL. Times are UTC.")
    private String sql;

    @Option(names = "--csv", description = "Print CSV (RFC 4180), with a line of column names, instead of a table.")
    private boolean csv;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only rows from this time on, such as 2026-03-10T08:00:00Z. A lake on S3 is quicker with it: only "
                            + "files of that time are fetched.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only rows before this time.")
    private Instant to;

    @Mixin
    private LakeOptions lake;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("wadi-query-");
        try {
            return answer(folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private int answer(Path folder) throws Exception {
        LakeSpan span = new LakeSpan(from, to);
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            statement.execute(lake.view(common.settings(), span, table -> files(table, span, folder)));
            if (statement.execute(sql)) {
                print(statement);
            }
        } catch (SQLException e) {
            throw new CommandException("DuckDB cannot answer: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return 0;
    }

    /** Those of a table are not fetched if the question only names the other one. */
    private List<Path> files(Lake table, LakeSpan span, Path folder) {
        boolean isWanted =
                isNamed(table.content()) || Stream.of(LakeContent.values()).noneMatch(this::isNamed);
        return isWanted ? table.localFiles(span, folder) : List.of();
    }

    private boolean isNamed(LakeContent content) {
        return sql.toLowerCase(Locale.ROOT).contains(content.table());
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
