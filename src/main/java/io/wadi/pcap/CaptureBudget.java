package io.wadi.pcap;

import io.wadi.packet.QueueBudget;
import io.wadi.packet.SharedHeap;

/** What a capture may hold between libpcap and the end of the route. */
final class CaptureBudget {

    private static final SharedHeap HEAP = new SharedHeap();

    private CaptureBudget() {}

    /**
     * An empty budget. Files need a short queue only, because they can be read at any time. Live frames wait in a long one for
     * Kafka.
     */
    static QueueBudget of(PcapConfiguration options) {
        long most = HEAP.limit(options.getQueueBytes());
        boolean isFile = options.getKind() == PcapConfiguration.Kind.file;
        return new QueueBudget(options.getQueueSize(), most, isFile ? most / 4 : most * 3 / 4);
    }

    /** Lets the budget share the heap with those of other captures, unless it has a limit of its own. */
    static void share(QueueBudget budget, PcapConfiguration options) {
        HEAP.share(budget, options.getQueueBytes());
    }
}
