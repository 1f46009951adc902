package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The streams of all exporters of one worker, with their templates and the data sets that wait for one. All of it is
 * bounded, because senders can be forged. The worker holds {@link #lock} while it decodes a batch, reports take it.
 */
final class Sources {

    /** Most streams of one worker. */
    static final int MOST_SOURCES = 10_000;

    /** Most heap of the templates of one worker, in bytes. */
    static final long MOST_TEMPLATE_BYTES = 16L << 20;

    /** Most heap of the data sets of one worker that wait for their template, in bytes. */
    static final long MOST_WAITING_BYTES = 16L << 20;

    private record Key(IpAddress sender, int port, ExportProtocol protocol, IpAddress agent, long domain) {}

    final ReentrantLock lock = new ReentrantLock();

    private final DecoderOptions options;
    private final NetflowCounters counters;
    private final Map<Key, Source> sources = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<Source> waiting = new LinkedHashSet<>();
    private long templateBytes;
    private long waitingBytes;

    Sources(DecoderOptions options, NetflowCounters counters) {
        this.options = options;
        this.counters = counters;
    }

    /**
     * The stream of a datagram.
     *
     * @param agent the agent's address that an sFlow datagram states, otherwise null
     * @return null if there are too many
     */
    Source of(IpAddress sender, int port, ExportProtocol protocol, IpAddress agent, long domain, long now) {
        Key key = new Key(sender, port, protocol, agent, domain);
        Source known = sources.get(key);
        if (known != null) {
            return known;
        }
        if (sources.size() >= MOST_SOURCES && !forgetEldest(now)) {
            return null;
        }
        IpAddress address = agent == null ? sender : agent;
        Source source = new Source(new Exporter(options.names().of(address), address, port, protocol, domain));
        source.seenNanos = now;
        sources.put(key, source);
        return source;
    }

    /** Forgets the stream that was silent for longest, if that is longer than templates are kept. */
    private boolean forgetEldest(long now) {
        Iterator<Source> eldest = sources.values().iterator();
        Source source = eldest.next();
        if (now - source.seenNanos <= options.templateTimeoutNanos()) {
            return false;
        }
        drop(source, source.waiting.takeBefore(Long.MAX_VALUE));
        waiting.remove(source);
        templateBytes -= source.heldBytes();
        eldest.remove();
        return true;
    }

    Template template(Source source, int id, long now) {
        return source.template(id, now, options.templateTimeoutNanos());
    }

    /** Keeps a template and returns the data sets that wait for it. */
    Deque<WaitingSets.WaitingSet> put(Source source, int id, Template template, long now) {
        Template before = source.remove(id);
        templateBytes -= before == null ? 0 : before.heldBytes();
        if (templateBytes + template.heldBytes() > MOST_TEMPLATE_BYTES) {
            counters.templateRefused();
            return new ArrayDeque<>();
        }
        templateBytes += template.heldBytes();
        source.put(id, template, now);
        Deque<WaitingSets.WaitingSet> ready = source.waiting.take(id);
        release(ready);
        if (source.waiting.isEmpty()) {
            waiting.remove(source);
        }
        return ready;
    }

    /** Forgets a template that its exporter has withdrawn. */
    void withdraw(Source source, int id) {
        Template before = source.remove(id);
        templateBytes -= before == null ? 0 : before.heldBytes();
    }

    /** Forgets all templates, or all options templates, that an exporter has withdrawn. */
    void withdrawAll(Source source, boolean ofOptions) {
        templateBytes -= source.removeAll(ofOptions);
    }

    /** Keeps a data set until its template arrives. */
    void await(Source source, int template, WaitingSets.WaitingSet set) {
        if (waitingBytes + set.heldBytes() > MOST_WAITING_BYTES) {
            source.noTemplate++;
            counters.noTemplate(1);
            return;
        }
        waitingBytes += set.heldBytes();
        counters.waiting(1);
        source.waiting.add(template, set);
        waiting.add(source);
    }

    /** Drops the data sets whose template has not arrived in time. */
    void expire(long now) {
        lock.lock();
        try {
            dropBefore(now - WaitingSets.LONGEST_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /** Drops all data sets that wait for their template, at the end. */
    void dropWaiting() {
        expire(Long.MAX_VALUE);
    }

    private void dropBefore(long nanos) {
        for (Iterator<Source> each = waiting.iterator(); each.hasNext(); ) {
            Source source = each.next();
            drop(source, source.waiting.takeBefore(nanos));
            if (source.waiting.isEmpty()) {
                each.remove();
            }
        }
    }

    private void drop(Source source, Deque<WaitingSets.WaitingSet> late) {
        release(late);
        source.noTemplate += late.size();
        counters.noTemplate(late.size());
    }

    private void release(Deque<WaitingSets.WaitingSet> sets) {
        counters.waiting(-sets.size());
        waitingBytes -=
                sets.stream().mapToLong(WaitingSets.WaitingSet::heldBytes).sum();
    }

    /** Heap of templates and waiting data sets, in bytes. */
    long heldBytes() {
        return templateBytes + waitingBytes;
    }

    List<ExporterReport> reports() {
        lock.lock();
        try {
            return sources.values().stream().map(Source::report).toList();
        } finally {
            lock.unlock();
        }
    }
}
