package io.wadi.store;

import io.wadi.flow.ExportedPath;
import io.wadi.flow.Flow;
import io.wadi.flow.FlowKey;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.Function;

/** The columns of table {@code flows} that only exporters fill. Batches without such flows do not bring them. */
final class ExportedColumns {

    /** Their number. */
    static final int COUNT = 11;

    private static final ExportedPath NONE = new ExportedPath(
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            null,
            null,
            null,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN,
            ExportedPath.UNKNOWN);

    private ExportedColumns() {}

    static boolean areIn(List<Entry<FlowKey, Flow>> rows) {
        return rows.stream().anyMatch(row -> row.getValue().path() != null);
    }

    /** Adds the arrays of {@code store-flows.sql}, empty if no exporter sent any of the flows. */
    static void add(Columns columns, List<Entry<FlowKey, Flow>> all) {
        List<Entry<FlowKey, Flow>> rows = areIn(all) ? all : List.of();
        int n = rows.size();
        columns.longs("inInterfaces", rows, n, row -> path(row).in())
                .longs("outInterfaces", rows, n, row -> path(row).out())
                .longs("exportedSrcAsns", rows, n, row -> path(row).srcAsn())
                .longs("exportedDstAsns", rows, n, row -> path(row).dstAsn())
                .longs("samplings", rows, n, row -> path(row).sampling())
                .texts("nextHops", rows, n, text(ExportedPath::nextHop))
                .texts("inInterfaceNames", rows, n, text(ExportedPath::inName))
                .texts("outInterfaceNames", rows, n, text(ExportedPath::outName))
                .ints("tosOfFlows", rows, n, row -> path(row).tos())
                .ints("exportedDirections", rows, n, row -> path(row).direction())
                .ints("endReasons", rows, n, row -> path(row).endReason());
    }

    private static Function<Entry<FlowKey, Flow>, String> text(Function<ExportedPath, Object> value) {
        return row -> Objects.toString(value.apply(path(row)), null);
    }

    private static ExportedPath path(Entry<FlowKey, Flow> row) {
        ExportedPath path = row.getValue().path();
        return path == null ? NONE : path;
    }

    /** Adds the last fields of a row of {@code copy-exported-flows.sql}. */
    static void write(BinaryCopy copy, Entry<FlowKey, Flow> row) {
        ExportedPath path = path(row);
        copy.bigint(path.in(), ExportedPath.UNKNOWN)
                .bigint(path.out(), ExportedPath.UNKNOWN)
                .bigint(path.srcAsn(), ExportedPath.UNKNOWN)
                .bigint(path.dstAsn(), ExportedPath.UNKNOWN)
                .bigint(path.sampling(), ExportedPath.UNKNOWN)
                .inetOrNull(path.nextHop())
                .text(path.inName())
                .text(path.outName())
                .smallint(path.tos(), ExportedPath.UNKNOWN)
                .smallint(path.direction(), ExportedPath.UNKNOWN)
                .smallint(path.endReason(), ExportedPath.UNKNOWN);
    }
}
