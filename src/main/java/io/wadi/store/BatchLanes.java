package io.wadi.store;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step of a store route: what follows it runs on the thread of the batch's lane. A lane has a connection at a time, so
 * PostgreSQL works on as many batches as there are lanes. All batches of a partition take the same lane, which keeps
 * their order. As in {@link BatchExecutor}, one batch of a lane may wait, and the caller with a further one is blocked.
 */
public final class BatchLanes extends AsyncProcessorSupport implements AutoCloseable {

    private final List<BatchExecutor> lanes;

    /**
     * Creates lanes, which have no threads yet.
     *
     * @param name name of their threads, which a number follows
     */
    public BatchLanes(String name, int lanes) {
        this.lanes = IntStream.range(0, lanes)
                .mapToObj(lane -> new BatchExecutor(name + "-" + lane))
                .toList();
    }

    @Override
    public boolean process(Exchange batch, AsyncCallback rest) {
        int partition = batch.getMessage().getHeader(KafkaConstants.PARTITION, 0, Integer.class);
        try {
            lanes.get(partition % lanes.size()).execute(() -> rest.done(false));
            return false;
        } catch (RejectedExecutionException e) {
            batch.setException(e);
            rest.done(true);
            return true;
        }
    }

    @Override
    public void close() {
        lanes.forEach(BatchExecutor::close);
    }
}
