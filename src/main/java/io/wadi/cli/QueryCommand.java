package io.wadi.cli;

import io.wadi.lake.LakeSpan;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi query}: a question about the lake and the tables in PostgreSQL. */
@Command(
        name = "query",
        description =
                "Answers SQL about the lake (packets, flows) and PostgreSQL's tables (public.traffic, bi.fact_alerts: with "
                        + "their schema). PostgreSQL answers what names only its own tables, DuckDB everything else.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For example",
            "  wadi add duckdb                                                  once",
            "  wadi query \"select protocol, count(*) from packets group by 1\"",
            "  wadi query --from 2026-03-10T08:00:00Z --to 2026-03-10T09:00:00Z \"select count(*) from packets\"",
            "  wadi query \"select detection, count(*) from public.alerts group by 1\"",
            "  wadi query \"select name, sum(bytes) from packets join public.hosts on ip = dst_ip group by 1\"",
            "  wadi query \"copy (select * from packets where dst_port = 53) to 'dns.parquet'\""
        })
final class QueryCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SQL",
            description = "A query of PostgreSQL's SQL, or one or more statements of DuckDB's. Times are UTC.")
    private String sql;

    @Option(names = "--csv", description = "Print CSV (RFC 4180), with a line of column names, instead of a table.")
    private boolean csv;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only rows of the lake from this time on, such as 2026-03-10T08:00:00Z. A lake on S3 is quicker with it: only "
                            + "files of that time are fetched.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only rows of the lake before this time.")
    private Instant to;

    @Mixin
    private LakeOptions lake;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Path folder = Files.createTempDirectory("wadi-query-");
        try {
            Query query = new Query(settings, sql, new LakeSpan(from, to), folder);
            lake.open(settings, () -> query.answer(this::print));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    private void print(ResultSet rows) throws Exception {
        ResultRows result = new ResultRows(rows);
        if (csv) {
            result.printCsv(common.out());
        } else {
            result.printTable(common.out());
        }
    }
}
