package io.wadi.netflow;

import java.util.List;
import java.util.function.LongSupplier;

/** The datagrams that a collector dropped before it knew whose they were, by minute. Not thread-safe. */
final class DroppedMinutes implements LedgerSender.Minutes {

    private final MinuteBook book;
    private final LongSupplier drops;
    private long noted;
    private MinuteCell cell;

    DroppedMinutes(MinuteBook book, LongSupplier drops) {
        this.book = book;
        this.drops = drops;
    }

    /** Notes the drops since the last call in the minute of this time. */
    void note(long nowMillis) {
        long now = drops.getAsLong();
        long minute = MinuteCell.minuteOf(nowMillis * MessageTimes.NANOS_PER_MILLI);
        if (now > noted) {
            if (cell == null || cell.minute != minute) {
                close();
                cell = book.open(null, minute);
            }
            cell.dropped += now - noted;
            noted = now;
        }
    }

    private void close() {
        if (cell != null) {
            cell.closed = true;
        }
    }

    @Override
    public List<ExporterMinute> changed(long after, int most) {
        return book.changed(after, most);
    }

    @Override
    public void confirm(List<ExporterMinute> arrived) {
        book.confirm(arrived);
    }
}
