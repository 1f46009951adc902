package io.wadi.cli;

import io.wadi.database.DatabaseAccess;
import io.wadi.embedded.EmbeddedDatabase;
import io.wadi.embedded.EmbeddedException;
import io.wadi.lake.Lake;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi lake}: tells DuckDB which files the lake's current snapshot has. */
@Command(
        name = "lake",
        description = "Prints the SQL that gives DuckDB the packets of the lake, as they are now, as view packets.",
        mixinStandardHelpOptions = true,
        footer = {"", "For example", "  wadi lake > lake.sql", "  duckdb -init lake.sql"})
final class LakeCommand implements Callable<Integer> {

    @Option(
            names = "--embedded",
            description = "Use the built-in PostgreSQL under wadi.data.dir, running or not, instead of the one in "
                    + "the settings.")
    private boolean embedded;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Path data = CommonOptions.dataFolder(settings);
        List<String> files = files(settings, data);
        if (files.isEmpty()) {
            throw new CommandException("The lake in " + LakeSettings.warehouse(settings, data)
                    + " has no packets yet: store some with ./wadi run --set wadi.lake.enabled=true");
        }
        common.print(view(files));
        return 0;
    }

    private List<String> files(Settings settings, Path data) throws EmbeddedException {
        if (!embedded) {
            return filesThere(settings, data);
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data, settings)) {
            return filesThere(settings, data);
        }
    }

    private static List<String> filesThere(Settings settings, Path data) {
        try {
            return new Lake(DatabaseAccess.of(settings).dataSource(), LakeSettings.warehouse(settings, data)).files();
        } catch (DataAccessException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private static String view(List<String> files) {
        return files.stream()
                .map(file -> "    '" + file.replace("'", "''") + "'")
                .collect(Collectors.joining(
                        ",\n",
                        "create or replace view packets as select * from read_parquet([\n",
                        "\n], hive_partitioning = false);"));
    }
}
