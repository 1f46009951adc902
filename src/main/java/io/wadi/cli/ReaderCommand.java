package io.wadi.cli;

import io.wadi.bi.FilteredReader;
import io.wadi.bi.FilteredReaders;
import io.wadi.failure.StartException;
import io.wadi.filter.FilterException;
import io.wadi.filter.FlowFilter;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi reader}: lets a role of the database see a part of the traffic. */
@Command(
        name = "reader",
        description = {
            "Lets a role of the database see the flows that match a filter, and nothing else, through the views of schema bi "
                    + "in a schema of its own, bi_NAME.",
            "Creates the role if there is none. Without a name, lists these readers. Run it as the owner of the tables."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "For example", "  wadi reader dora --filter 'host in 10.1.0.0/16'", "  wadi reader dora --remove"
        })
final class ReaderCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the role.")
    private String name;

    @ArgGroup
    private Action action;

    /** What to do with the reader. */
    static final class Action {

        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description = "The flows that the role may see, such as \"host in 10.1.0.0/16\" (docs/explore.md).")
        private String filter;

        @Option(names = "--remove", description = "Remove the schema; the role stays, without rights in this database.")
        private boolean remove;
    }

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        if ((name == null) != (action == null)) {
            throw common.misuse(
                    name == null
                            ? "Name the reader"
                            : "Say what reader " + name + " may see with --filter, or --remove it");
        }
        FlowFilter filter = action == null || action.remove ? FlowFilter.ALL : filter();
        Settings settings = common.settings();
        return database.with(settings, () -> act(settings, filter));
    }

    private int act(Settings settings, FlowFilter filter) throws StartException {
        try (FilteredReaders readers = FilteredReaders.open(settings)) {
            if (action == null) {
                list(readers.list());
            } else if (action.remove) {
                readers.remove(name);
                common.say("wadi: " + name + " sees nothing of this database any more; the role stays");
            } else {
                set(readers, filter);
            }
        }
        return 0;
    }

    private FlowFilter filter() {
        try {
            return FlowFilter.parse(action.filter);
        } catch (FilterException e) {
            throw common.misuse(e);
        }
    }

    private void list(List<FilteredReader> readers) {
        for (FilteredReader reader : readers) {
            common.printf("%s (schema %s): %s", reader.name(), reader.schema(), reader.filter());
            if (reader.other() != null) {
                common.printf("  reads also %s, without the filter: revoke that right", reader.other());
            }
        }
        if (readers.isEmpty()) {
            common.say("wadi: no reader has a filter");
        }
    }

    private void set(FilteredReaders readers, FlowFilter filter) {
        boolean isNew = readers.set(name, filter);
        common.say("wadi: " + name + " sees the flows that match, in schema " + schema(readers));
        if (isNew) {
            common.say("wadi: the role is new and has no password: alter role " + name + " password '…'");
        }
        filter.detailed()
                .ifPresent(field -> common.say("wadi: each query computes its sums from flows, because sums by hour "
                        + "and day do not have " + field.word()));
        if (!filter.isInPackets()) {
            common.say("wadi: view fact_packets is left out, because packets do not have all fields of the filter");
        }
    }

    private String schema(FilteredReaders readers) {
        return readers.list().stream()
                .filter(reader -> reader.name().equals(name))
                .findFirst()
                .orElseThrow()
                .schema();
    }
}
