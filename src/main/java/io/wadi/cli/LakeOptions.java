package io.wadi.cli;

import io.wadi.database.DatabaseAccess;
import io.wadi.embedded.EmbeddedDatabase;
import io.wadi.embedded.EmbeddedException;
import io.wadi.lake.Lake;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Option;

/** The lake, for the command that mixes this in. */
final class LakeOptions {

    @Option(
            names = "--embedded",
            description = "Use the built-in PostgreSQL under wadi.data.dir, running or not, instead of the one in "
                    + "the settings.")
    private boolean embedded;

    /**
     * The SQL that gives DuckDB the files of the lake's current snapshot as view {@code packets}.
     *
     * @throws CommandException with a sentence, if the lake cannot be read or has no packets
     */
    String view(Settings settings) throws EmbeddedException {
        Path data = CommonOptions.dataFolder(settings);
        List<String> files = files(settings, data);
        if (files.isEmpty()) {
            throw new CommandException("The lake in " + LakeSettings.warehouse(settings, data)
                    + " has no packets yet: store some with ./wadi run --set wadi.lake.enabled=true");
        }
        return files.stream()
                .map(file -> "    '" + file.replace("'", "''") + "'")
                .collect(Collectors.joining(
                        ",\n",
                        "create or replace view packets as select * from read_parquet([\n",
                        "\n], hive_partitioning = false);"));
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
}
