package io.wadi.netflow;

import io.wadi.net.Bytes;
import java.util.List;

/** Reads the records of data sets (RFC 3954 section 5.3, RFC 7011 section 3.4.3). Not thread-safe. */
final class DataSets {

    private static final int UNKNOWN = -1;

    private final Sources sources;
    private final FlowBuilder builder;
    private final NetflowCounters counters;
    private final FieldValues values = new FieldValues();
    private final MessageTimes waitedTimes = new MessageTimes();
    private final Bytes waitedBytes = new Bytes();
    private final long[] outcomes = new long[RecordOutcome.values().length];
    private List<ExportedFlow> flows;
    private int read;
    private int options;
    private boolean isComplete;

    DataSets(Sources sources, FlowBuilder builder, NetflowCounters counters) {
        this.sources = sources;
        this.builder = builder;
        this.counters = counters;
    }

    /** Begins a message, whose flows are added to a list. */
    void begin(List<ExportedFlow> into) {
        flows = into;
        read = 0;
        options = 0;
        isComplete = true;
    }

    /** Records of the message; negative if unknown, because a set waits for its template or is unreadable. */
    int records() {
        return isComplete ? read : UNKNOWN;
    }

    /** Those of them that are options data. */
    int options() {
        return options;
    }

    /** Records read since the message began. */
    int read() {
        return read;
    }

    /** Reads a data set, or keeps it until its template arrives; false if no record of it can be read. */
    boolean read(Bytes bytes, int start, int end, int id, Source source, MessageTimes times) {
        Template template = sources.template(source, id, times.arrival().steadyNanos());
        if (template == null) {
            sources.await(source, id, WaitingSets.WaitingSet.of(bytes.copy(start, end - start), times));
            isComplete = false;
            return true;
        }
        int records = readRecords(bytes, start, end, template, source, times);
        read += records;
        options += template.isOptions() ? records : 0;
        isComplete &= records > 0 || end == start;
        return records > 0 || end == start;
    }

    /** Reads a data set that has waited for its template; returns the number of its records. */
    int read(Sources.Ready ready, List<ExportedFlow> into) {
        begin(into);
        byte[] records = ready.set().records();
        ready.set().restore(waitedTimes);
        waitedBytes.set(records, 0, records.length);
        return readRecords(waitedBytes, 0, records.length, ready.template(), ready.source(), waitedTimes);
    }

    /** What is left after the last record, and shorter than any, is padding. */
    private int readRecords(Bytes bytes, int start, int end, Template template, Source source, MessageTimes times) {
        int records = 0;
        int at = start;
        while (end - at >= template.leastLength()) {
            values.reset();
            int next = template.read(bytes, at, end, values);
            if (next < 0) {
                break;
            }
            at = next;
            records++;
            outcomes[outcome(template, source, times).ordinal()]++;
        }
        count();
        return records;
    }

    private RecordOutcome outcome(Template template, Source source, MessageTimes times) {
        if (template.isOptions()) {
            sources.note(source, values);
            source.startMillis = values.get(FlowField.START_MILLIS, source.startMillis);
            return RecordOutcome.OPTIONS;
        }
        return builder.add(values, source, times, flows);
    }

    private void count() {
        for (RecordOutcome outcome : RecordOutcome.values()) {
            long count = outcomes[outcome.ordinal()];
            if (count > 0) {
                counters.outcome(outcome, count);
                outcomes[outcome.ordinal()] = 0;
            }
        }
    }
}
