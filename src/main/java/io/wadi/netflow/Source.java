package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of one stream of an exporter. Not thread-safe; {@link Sources} guards it. */
final class Source {

    private record Known(Template template, long steadyNanos) {}

    final Exporter exporter;
    final SamplingRates sampling = new SamplingRates();
    final InterfaceNames interfaces = new InterfaceNames();
    final SequenceLedger sequence = new SequenceLedger();
    final WaitingSets waiting = new WaitingSets();

    /** The arrival of its first datagram. */
    final Arrival first;

    /** The arrival of its last datagram. */
    Arrival seen;

    /** When the exporter started, milliseconds since the epoch (IANA element 160); negative if unknown. */
    long startMillis = -1;

    long datagrams;
    long records;
    long noTemplate;
    long skewNanos;

    private final Map<Integer, Known> templates = new HashMap<>();
    private final MinuteBook minutes;
    private MinuteCell minute;
    private int uptimeMillis;
    private boolean hasUptime;

    Source(Exporter exporter, Arrival first, MinuteBook minutes) {
        this.exporter = exporter;
        this.first = first;
        this.minutes = minutes;
        seen = first;
    }

    /** The counts of the minute of its last datagram. */
    MinuteCell minute() {
        return minuteOf(seen.nanos());
    }

    private MinuteCell minuteOf(long nanos) {
        long start = MinuteCell.minuteOf(nanos);
        if (minute == null || minute.minute != start) {
            forget();
            minute = minutes.open(exporter, start);
        }
        return minute;
    }

    /** Ends the last minute. */
    void forget() {
        if (minute != null) {
            minute.closed = true;
        }
    }

    /** Counts data sets whose template did not arrive. */
    void dropSets(long count) {
        noTemplate += count;
        minute().noTemplate += count;
    }

    /** Counts records. */
    void read(long count) {
        records += count;
        minute().records += count;
    }

    /** Notes the times and the sequence number of a datagram; returns what {@link SequenceLedger#note} does. */
    long arrived(MessageTimes times, int number, int units, int options) {
        boolean restarted = note(times);
        long before = sequence.restarts();
        long missing = sequence.note(number, units, options, restarted);
        MinuteCell cell = minute();
        cell.datagrams++;
        cell.lost += Math.max(missing, 0);
        cell.late += Math.max(-missing, 0);
        cell.restarts += Math.max(0, sequence.restarts() - before);
        cell.skewMillis = skewNanos / MessageTimes.NANOS_PER_MILLI;
        return missing;
    }

    /** The template with this id, or null if there is none that was sent within {@code timeoutNanos}. */
    Template template(int id, long steadyNanos, long timeoutNanos) {
        Known known = templates.get(id);
        return known == null || steadyNanos - known.steadyNanos > timeoutNanos ? null : known.template;
    }

    /** Replaces a template; returns the old one or null. */
    Template put(int id, Template template, long steadyNanos) {
        Known before = templates.put(id, new Known(template, steadyNanos));
        return before == null ? null : before.template;
    }

    /** Forgets a template; returns it or null. */
    Template remove(int id) {
        Known before = templates.remove(id);
        return before == null ? null : before.template;
    }

    /** Forgets all templates of one kind; returns the bytes that they held. */
    long removeAll(boolean options) {
        long bytes = heldBytes(options);
        templates.values().removeIf(known -> known.template.isOptions() == options);
        return bytes;
    }

    /** Its templates, as they are saved. */
    void saveTo(List<TemplateFile.Saved> saved, IpAddress sender) {
        templates.forEach((id, known) -> saved.add(new TemplateFile.Saved(
                sender,
                exporter.port(),
                exporter.protocol(),
                exporter.domain(),
                id,
                (seen.nanos() - (seen.steadyNanos() - known.steadyNanos)) / MessageTimes.NANOS_PER_SECOND,
                known.template)));
    }

    int templates() {
        return templates.size();
    }

    /** Heap of its templates, in bytes. */
    long heldBytes() {
        return heldBytes(true) + heldBytes(false);
    }

    private long heldBytes(boolean options) {
        return templates.values().stream()
                .map(Known::template)
                .filter(template -> template.isOptions() == options)
                .mapToLong(Template::heldBytes)
                .sum();
    }

    /**
     * Notes the times of a datagram.
     *
     * @return whether its uptime shows that the exporter has restarted: it differs by a minute from what the time of
     *     arrival makes of the last one. The difference of two 32-bit uptimes is right across a wrap-around.
     */
    private boolean note(MessageTimes times) {
        long elapsed = (times.arrival().steadyNanos() - seen.steadyNanos()) / MessageTimes.NANOS_PER_MILLI;
        int unexpected = times.uptimeMillis() - uptimeMillis - (int) elapsed;
        boolean restarted = hasUptime && times.hasUptime() && Math.abs((long) unexpected) > 60_000;
        datagrams++;
        seen = times.arrival();
        skewNanos = times.skewNanos();
        hasUptime = times.hasUptime();
        uptimeMillis = times.uptimeMillis();
        return restarted;
    }

    ExporterReport report() {
        return new ExporterReport(
                exporter,
                datagrams,
                records,
                sequence.lost(),
                sequence.restarts(),
                noTemplate,
                templates(),
                skewNanos / MessageTimes.NANOS_PER_MILLI,
                first.nanos(),
                seen.nanos());
    }
}
