package io.wadi.cli;

import io.wadi.lake.Lake;
import io.wadi.lake.LakeSpan;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wadi lake}: tells DuckDB which files the lake's current snapshot has. */
@Command(
        name = "lake",
        description =
                "Prints the SQL that gives DuckDB the packets and flows of the lake, as they are now, as views packets"
                        + " and flows.",
        mixinStandardHelpOptions = true,
        footer = {"", "For example", "  wadi lake > lake.sql", "  duckdb -init lake.sql"})
final class LakeCommand implements Callable<Integer> {

    @Mixin
    private LakeOptions lake;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        lake.open(settings, () -> {
            List<String> views = LakeOptions.views(settings, LakeSpan.ALL, Lake::files);
            if (views.isEmpty()) {
                throw LakeOptions.empty(LakeSpan.ALL);
            }
            common.print(String.join("\n", views));
        });
        return 0;
    }
}
