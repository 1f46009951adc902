package io.wadi.cli;

import io.wadi.database.DatabaseAccess;
import io.wadi.lake.Lake;
import io.wadi.lake.LakeContent;
import io.wadi.lake.LakePlace;
import io.wadi.lake.LakeSpan;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Mixin;

/** The lake, for the command that mixes this in. */
final class LakeOptions {

    @Mixin
    private DatabaseOptions database;

    /** What a command does with its database. */
    interface Action {
        void run() throws Exception;
    }

    /** Does something while the database is there. */
    void open(Settings settings, Action action) throws Exception {
        database.with(settings, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Does something with each table of the lake.
     *
     * @throws CommandException with a sentence, if the lake cannot be used
     */
    void with(Settings settings, Consumer<Lake> action) throws Exception {
        open(settings, () -> each(settings, action));
    }

    /**
     * The SQL that gives DuckDB the files of the lake's current snapshots as views {@code packets} and {@code flows}, of
     * tables that have rows. The database is there.
     *
     * @param span which rows
     * @param files the files of a table that can have such rows
     * @throws CommandException with a sentence, if the lake cannot be read
     */
    static List<String> views(Settings settings, LakeSpan span, Function<Lake, ? extends List<?>> files) {
        List<String> views = new ArrayList<>();
        each(settings, lake -> {
            List<?> found = files.apply(lake);
            if (!found.isEmpty()) {
                views.add(view(lake.content(), found, span));
            }
        });
        return views;
    }

    /** The failure of a command that finds no rows. */
    static CommandException empty(LakeSpan span) {
        return new CommandException(
                span.equals(LakeSpan.ALL)
                        ? "The lake has no packets yet: store some with ./wadi run --set wadi.lake.enabled=true"
                        : "The lake has no packets of that time");
    }

    private static void each(Settings settings, Consumer<Lake> action) {
        DataSource database = DatabaseAccess.of(settings).dataSource();
        LakePlace place = LakePlace.of(settings, EmbeddedSettings.dataFolder(settings), database);
        try {
            for (LakeContent content : LakeContent.values()) {
                action.accept(new Lake(place, content));
            }
        } catch (DataAccessException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private static String view(LakeContent content, List<?> files, LakeSpan span) {
        return files.stream()
                .map(file -> "    '" + file.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(
                        ",\n",
                        "create or replace view " + content.table() + " as select * from read_parquet([\n",
                        "\n], hive_partitioning = false)" + span.where(content.time()) + ";"));
    }
}
