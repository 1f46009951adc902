package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The streams of all exporters of one worker, with their templates and the data sets that wait for one. All of it is
 * bounded together with the other workers. The worker holds {@link #lock} while it decodes a batch, reports take it.
 */
final class Sources implements LedgerSender.Minutes {

    /** A data set whose template has arrived. */
    record Ready(Source source, Template template, WaitingSets.WaitingSet set) {}

    private record Key(IpAddress sender, int port, ExportProtocol protocol, IpAddress agent, long domain) {}

    final ReentrantLock lock = new ReentrantLock();

    private final DecoderOptions options;
    private final NetflowCounters counters;
    private final SourceBounds bounds;
    private final Map<Key, Source> sources = new LinkedHashMap<>(64, 0.75f, true);
    private final MinuteBook minutes;
    private final Set<Source> waiting = new LinkedHashSet<>();
    private final Deque<Ready> ready = new ArrayDeque<>();
    private final Map<Key, List<TemplateFile.Saved>> remembered = new HashMap<>();
    private long templateChanges;

    Sources(DecoderOptions options, NetflowCounters counters, SourceBounds bounds, MinuteBook minutes) {
        this.options = options;
        this.bounds = bounds;
        this.counters = counters;
        this.minutes = minutes;
    }

    /**
     * The stream of a datagram.
     *
     * @param agent the agent's address that an sFlow datagram states, otherwise null
     * @return null if there are too many
     */
    Source of(Arrival arrival, ExportProtocol protocol, IpAddress agent, long domain) {
        Key key = new Key(arrival.sender(), arrival.port(), protocol, agent, domain);
        Source known = sources.get(key);
        if (known != null) {
            return known;
        }
        if (!bounds.sources().tryTake(1)
                && !(forgetEldest(arrival.steadyNanos()) && bounds.sources().tryTake(1))) {
            return null;
        }
        IpAddress address = agent == null ? arrival.sender() : agent;
        Exporter exporter = new Exporter(options.names().of(address), address, arrival.port(), protocol, domain);
        Source source = new Source(exporter, arrival, minutes);
        sources.put(key, source);
        recall(source, remembered.remove(key));
        return source;
    }

    /** Templates from before a restart are used when their stream is seen again, if they are not too old. */
    void remember(List<TemplateFile.Saved> saved) {
        long now = System.currentTimeMillis() * MessageTimes.NANOS_PER_MILLI;
        for (TemplateFile.Saved each : saved) {
            if (!isFresh(each, now)) {
                continue;
            }
            Key key = new Key(each.sender(), each.port(), each.protocol(), null, each.domain());
            remembered.computeIfAbsent(key, any -> new ArrayList<>()).add(each);
        }
    }

    private void recall(Source source, List<TemplateFile.Saved> saved) {
        if (saved == null) {
            return;
        }
        for (TemplateFile.Saved each : saved) {
            if (isFresh(each, source.seen.nanos())) {
                put(source, each.id(), each.template(), source.seen.steadyNanos() - age(each, source.seen.nanos()));
            }
        }
    }

    private boolean isFresh(TemplateFile.Saved saved, long nanos) {
        long age = age(saved, nanos);
        return age >= 0 && age <= options.templateTimeoutNanos();
    }

    private static long age(TemplateFile.Saved saved, long nanos) {
        return nanos - saved.seconds() * MessageTimes.NANOS_PER_SECOND;
    }

    /** Templates from before a restart whose stream was not seen again. */
    List<TemplateFile.Saved> remembered() {
        lock.lock();
        try {
            return remembered.values().stream().flatMap(List::stream).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The templates of all streams. */
    List<TemplateFile.Saved> templates() {
        lock.lock();
        try {
            List<TemplateFile.Saved> saved = new ArrayList<>();
            sources.forEach((key, source) -> source.saveTo(saved, key.sender));
            return saved;
        } finally {
            lock.unlock();
        }
    }

    /** How often a template was new, had changed, or was withdrawn. */
    long templateChanges() {
        lock.lock();
        try {
            return templateChanges;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the stream that was silent for longest, if that is longer than templates are kept. */
    private boolean forgetEldest(long steadyNanos) {
        Iterator<Source> eldest = sources.values().iterator();
        if (!eldest.hasNext()) {
            return false;
        }
        Source source = eldest.next();
        if (steadyNanos - source.seen.steadyNanos() <= options.templateTimeoutNanos()) {
            return false;
        }
        drop(source, source.waiting.takeAll());
        source.forget();
        waiting.remove(source);
        bounds.samplers().giveBack(source.sampling.samplers());
        bounds.interfaces().giveBack(source.interfaces.size());
        bounds.templateBytes().giveBack(source.heldBytes());
        eldest.remove();
        bounds.sources().giveBack(1);
        return true;
    }

    Template template(Source source, int id, long steadyNanos) {
        return source.template(id, steadyNanos, options.templateTimeoutNanos());
    }

    /** Notes the sampling and the interface that a record of options data states; what is too much for memory is not kept. */
    void note(Source source, FieldValues values) {
        boolean hasRoom = bounds.samplers().tryTake(1);
        int kept = source.sampling.note(values, hasRoom);
        bounds.samplers().giveBack(hasRoom ? 1 - kept : 0);
        hasRoom = bounds.interfaces().tryTake(1);
        kept = source.interfaces.note(values, hasRoom);
        bounds.interfaces().giveBack(hasRoom ? 1 - kept : 0);
    }

    /** Keeps a template; the data sets that waited for it are {@link #nextReady ready}. */
    void put(Source source, int id, Template template, long steadyNanos) {
        Template before = source.remove(id);
        bounds.templateBytes().giveBack(before == null ? 0 : before.heldBytes());
        if (!bounds.templateBytes().tryTake(template.heldBytes())) {
            counters.templateRefused();
            return;
        }
        templateChanges += before == null || !before.isSame(template) ? 1 : 0;
        source.put(id, template, steadyNanos);
        source.waiting.take(id).forEach(set -> ready.add(new Ready(source, template, set)));
        if (source.waiting.isEmpty()) {
            waiting.remove(source);
        }
    }

    /** The next data set that has waited and whose template is there; null if there is none. */
    Ready nextReady() {
        Ready next = ready.poll();
        if (next != null) {
            release(next.set());
        }
        return next;
    }

    /** Forgets a template that its exporter has withdrawn. */
    void withdraw(Source source, int id) {
        templateChanges++;
        Template before = source.remove(id);
        bounds.templateBytes().giveBack(before == null ? 0 : before.heldBytes());
    }

    /** Forgets all templates, or all options templates, that an exporter has withdrawn. */
    void withdrawAll(Source source, boolean ofOptions) {
        templateChanges++;
        bounds.templateBytes().giveBack(source.removeAll(ofOptions));
    }

    /** Keeps a data set until its template arrives. */
    void await(Source source, int template, WaitingSets.WaitingSet set) {
        if (!bounds.waitingBytes().tryTake(set.heldBytes())) {
            source.dropSets(1);
            counters.noTemplate(1);
            return;
        }
        counters.waiting(1);
        source.waiting.add(template, set);
        waiting.add(source);
    }

    /** Drops the data sets whose template has not arrived in time. */
    void expire(long steadyNanos) {
        drop(source -> source.waiting.takeLate(steadyNanos));
    }

    /** Drops all data sets that wait for their template, at the end. */
    void dropWaiting() {
        drop(source -> source.waiting.takeAll());
    }

    private void drop(Function<Source, Deque<WaitingSets.WaitingSet>> which) {
        lock.lock();
        try {
            for (Iterator<Source> each = waiting.iterator(); each.hasNext(); ) {
                Source source = each.next();
                drop(source, which.apply(source));
                if (source.waiting.isEmpty()) {
                    each.remove();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop(Source source, Deque<WaitingSets.WaitingSet> late) {
        late.forEach(this::release);
        if (!late.isEmpty()) {
            source.dropSets(late.size());
        }
        counters.noTemplate(late.size());
    }

    private void release(WaitingSets.WaitingSet set) {
        counters.waiting(-1);
        bounds.waitingBytes().giveBack(set.heldBytes());
    }

    @Override
    public List<ExporterMinute> changed(long after, int most) {
        lock.lock();
        try {
            return minutes.changed(after, most);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void confirm(List<ExporterMinute> arrived) {
        lock.lock();
        try {
            minutes.confirm(arrived);
        } finally {
            lock.unlock();
        }
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
