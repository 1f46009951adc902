package io.wadi.netflow;

import io.wadi.failure.FatalError;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the minutes of all exporters to an endpoint, every few seconds and at the end. */
final class LedgerSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerSender.class);
    private static final int SECONDS = 10;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LAST_SECONDS = 3;

    private final List<Sources> sources;
    private final DroppedMinutes dropped;
    private final Runnable chores;
    private final String uri;
    private final ProducerTemplate template;
    private final ScheduledExecutorService thread;
    private final CamelContext camel;

    /**
     * Starts to send.
     *
     * @param uri the endpoint; its exchanges have a list of {@link ExporterMinute} as the body; null for none
     * @param dropped what the collector dropped
     * @param chores what else is due as often
     */
    LedgerSender(CamelContext camel, String uri, List<Sources> sources, DroppedMinutes dropped, Runnable chores) {
        this.camel = camel;
        this.uri = uri;
        this.sources = sources;
        this.dropped = dropped;
        this.chores = chores;
        template = camel.createProducerTemplate();
        thread = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "netflow-ledger");
        thread.scheduleWithFixedDelay(this::send, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** Sends what has changed; what does not arrive is sent again the next time. */
    private void send() {
        try {
            chores.run();
            if (uri == null) {
                return;
            }
            dropped.note(System.currentTimeMillis());
            boolean arrived = sendAll(dropped);
            for (int i = 0; i < sources.size() && arrived; i++) {
                arrived = sendAll(sources.get(i));
            }
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.warn("The minutes of exporters cannot be sent to {}; Wadi tries again", uri, e);
        }
    }

    /** Sends each minute once: those of live traffic have changed again before they arrive. */
    private boolean sendAll(Minutes minutes) {
        long after = 0;
        List<ExporterMinute> some;
        do {
            some = minutes.changed(after, MOST_AT_ONCE);
            if (!some.isEmpty() && !arrives(some, minutes)) {
                return false;
            }
            after = some.isEmpty() ? after : some.get(some.size() - 1).cell();
        } while (some.size() == MOST_AT_ONCE);
        return true;
    }

    private boolean arrives(List<ExporterMinute> some, Minutes minutes) {
        Exchange exchange = template.send(uri, each -> each.getMessage().setBody(some));
        if (exchange.getException() != null) {
            LOG.debug("The minutes of exporters did not arrive at {}", uri, exchange.getException());
            return false;
        }
        minutes.confirm(some);
        return true;
    }

    /** Sends what has changed now, within a time limit. */
    void sendNow() {
        try {
            thread.submit(this::send).get(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The last minutes of exporters cannot be sent to {}", uri, e);
        }
    }

    @Override
    public void close() {
        camel.getExecutorServiceManager().shutdownNow(thread);
        template.stop();
    }

    /** Minutes that wait to be sent. */
    interface Minutes {

        List<ExporterMinute> changed(long after, int most);

        void confirm(List<ExporterMinute> arrived);
    }
}
