package io.wadi.netflow;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of one endpoint. The equations, once the endpoint has stopped: received = decoded + refused + rejected
 * datagrams; records = sum of their outcomes; flows = delivered + failed. Thread-safe.
 */
public final class NetflowCounters {

    private final LongAdder received = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final AtomicLongArray datagrams = new AtomicLongArray(DatagramOutcome.values().length);
    private final AtomicLongArray records = new AtomicLongArray(RecordOutcome.values().length);
    private final LongAdder recordsRead = new LongAdder();
    private final LongAdder flows = new LongAdder();
    private final LongAdder packets = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder messagesRefused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder queueDropped = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder noTemplate = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder noted = new LongAdder();
    private final LongAdder minutesDropped = new LongAdder();
    private final LongAdder templatesRefused = new LongAdder();
    private final LongAdder templatesMalformed = new LongAdder();
    private final LongAdder skewed = new LongAdder();
    private final LongAdder times = new LongAdder();

    void received(long count, long bytes) {
        received.add(count);
        receivedBytes.add(bytes);
    }

    void outcome(DatagramOutcome outcome) {
        datagrams.incrementAndGet(outcome.ordinal());
    }

    /** Notes a datagram in the ledger of its source; {@code units} as in {@link SequenceLedger#note}. */
    void arrived(Source source, MessageTimes times, int sequence, int units, int options) {
        long missing = source.arrived(times, sequence, units, options);
        lost.add(Math.max(missing, 0));
        late.add(Math.max(-missing, 0));
        noted.add(source.minute().isKept() ? 1 : 0);
        if (times.isSkewed()) {
            skewed.increment();
        }
    }

    void read(Source source, long count) {
        source.read(count);
        recordsRead.add(count);
    }

    void outcome(RecordOutcome outcome, long count) {
        records.addAndGet(outcome.ordinal(), count);
    }

    void flows(long count) {
        flows.add(count);
    }

    void sent(List<ExportedFlow> batch) {
        long sum = 0;
        for (ExportedFlow flow : batch) {
            sum += flow.packets();
        }
        packets.add(sum);
    }

    void delivered(long count, long refused) {
        delivered.add(count);
        messagesRefused.add(refused);
    }

    void failed(long count) {
        failed.add(count);
    }

    void queueDropped(long count) {
        queueDropped.add(count);
    }

    void noTemplate(long sets) {
        noTemplate.add(sets);
    }

    void waiting(long sets) {
        waiting.add(sets);
    }

    void minuteDropped() {
        minutesDropped.increment();
    }

    void templateRefused() {
        templatesRefused.increment();
    }

    void templateMalformed() {
        templatesMalformed.increment();
    }

    void countReplacedTimes() {
        times.increment();
    }

    /** Datagrams taken from the socket, without those that the full queue dropped. */
    public long received() {
        return received.sum();
    }

    /** Bytes of their payloads. */
    public long receivedBytes() {
        return receivedBytes.sum();
    }

    /** Datagrams with this outcome. */
    public long count(DatagramOutcome outcome) {
        return datagrams.get(outcome.ordinal());
    }

    /** Datagrams that could not be decoded, for any reason. */
    public long rejected() {
        long sum = 0;
        for (DatagramOutcome outcome : DatagramOutcome.values()) {
            sum += outcome.isRejected() ? count(outcome) : 0;
        }
        return sum;
    }

    /** Records read. */
    public long records() {
        return recordsRead.sum();
    }

    /** Records with this outcome. */
    public long count(RecordOutcome outcome) {
        return records.get(outcome.ordinal());
    }

    /** Flows made of records: one, or two of a record of both directions. */
    public long flows() {
        return flows.sum();
    }

    /** Packets of these flows, multiplied by the sampling rate. */
    public long packets() {
        return packets.sum();
    }

    /** Flows that the route delivered. */
    public long delivered() {
        return delivered.sum();
    }

    /** Messages of delivered flows that their destination refused permanently; see {@link NetflowConstants#REFUSED}. */
    public long messagesRefused() {
        return messagesRefused.sum();
    }

    /** Flows whose exchange failed. */
    public long failed() {
        return failed.sum();
    }

    /** Datagrams dropped because the queue was full. */
    long queueDropped() {
        return queueDropped.sum();
    }

    /** Records (NetFlow v5, IPFIX) or datagrams (NetFlow v9, sFlow) missing in sequence numbers. */
    long lost() {
        return lost.sum();
    }

    /** Those of {@link #lost} that arrived late after all. */
    long late() {
        return late.sum();
    }

    /** Data sets dropped because their template did not arrive in time. */
    public long noTemplate() {
        return noTemplate.sum();
    }

    /** Data sets that wait for their template now. */
    long waiting() {
        return waiting.sum();
    }

    /** Templates that were not kept, because templates would have used too much heap. */
    long templatesRefused() {
        return templatesRefused.sum();
    }

    /** Templates that no record can follow: without fields, without bytes, or options without a scope. */
    long templatesMalformed() {
        return templatesMalformed.sum();
    }

    /** Datagrams that are in the ledger of their exporter. */
    public long noted() {
        return noted.sum();
    }

    /** Minutes of exporters that are not in the ledger, because too many wait to be sent. */
    long minutesDropped() {
        return minutesDropped.sum();
    }

    /** Datagrams whose exporter's clock is so wrong that the times of their flows were moved. */
    long skewed() {
        return skewed.sum();
    }

    /** Flows whose own times were impossible, and replaced. */
    long timesReplaced() {
        return times.sum();
    }
}
