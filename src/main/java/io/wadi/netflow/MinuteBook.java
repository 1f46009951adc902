package io.wadi.netflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The minutes of a worker that are not known to be stored yet. Not thread-safe; {@link Sources} guards it. */
final class MinuteBook {

    /** Numbers the cells of all workers of an endpoint. */
    private final AtomicLong numbers;

    private final String collector;
    private final NetflowCounters counters;
    private final SharedBound bound;
    private final Map<Long, MinuteCell> cells = new LinkedHashMap<>();

    MinuteBook(String collector, AtomicLong numbers, NetflowCounters counters, SharedBound bound) {
        this.collector = collector;
        this.numbers = numbers;
        this.counters = counters;
        this.bound = bound;
    }

    /** Opens a cell. If there are too many, it is not in the book. */
    MinuteCell open(Exporter exporter, long minute) {
        if (!bound.tryTake(1)) {
            counters.minuteDropped();
            return new MinuteCell(MinuteCell.NOT_KEPT, exporter, minute);
        }
        MinuteCell cell = new MinuteCell(numbers.incrementAndGet(), exporter, minute);
        cells.put(cell.number, cell);
        return cell;
    }

    /**
     * Cells that have changed since they were confirmed, the oldest first, at most {@code most}.
     *
     * @param after number of the cell after which to look; 0 for all
     */
    List<ExporterMinute> changed(long after, int most) {
        List<ExporterMinute> changed = new ArrayList<>();
        for (MinuteCell cell : cells.values()) {
            if (cell.number > after) {
                ExporterMinute now = cell.snapshot(collector);
                if (!cell.isConfirmed(now)) {
                    changed.add(now);
                }
            }
            if (changed.size() == most) {
                break;
            }
        }
        return changed;
    }

    /** Notes that cells have arrived where they are kept, and forgets those that change no more. */
    void confirm(List<ExporterMinute> arrived) {
        for (ExporterMinute minute : arrived) {
            MinuteCell cell = cells.get(minute.cell());
            cell.confirm(minute);
        }
        int before = cells.size();
        cells.values().removeIf(cell -> cell.closed && cell.isConfirmed(cell.snapshot(collector)));
        bound.giveBack(before - cells.size());
    }

    /** Cells that are kept. */
    int size() {
        return cells.size();
    }
}
