package io.wadi.netflow;

import io.wadi.failure.RepeatedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the minutes of all exporters to an endpoint, at intervals and at the end. */
final class LedgerSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerSender.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LAST_SECONDS = 3;

    private final List<Sources> sources;
    private final DroppedMinutes dropped;
    private final RepeatedTask chores;
    private final RepeatedTask sending = new RepeatedTask("Sending the minutes of exporters", this::send);
    private final String uri;
    private final ProducerTemplate template;
    private final ScheduledExecutorService thread;
    private final CamelContext camel;

    /**
     * Starts to send.
     *
     * @param uri the endpoint; its exchanges have a list of {@link ExporterMinute} as the body; null for none
     * @param dropped what the collector dropped
     * @param chores what else is due as often; whatever it throws, the minutes are sent
     * @param interval the pause between two times
     */
    LedgerSender(
            CamelContext camel,
            String uri,
            List<Sources> sources,
            DroppedMinutes dropped,
            Runnable chores,
            Duration interval) {
        this.camel = camel;
        this.uri = uri;
        this.sources = sources;
        this.dropped = dropped;
        this.chores = new RepeatedTask("Keeping templates and meters of exporters", chores);
        template = camel.createProducerTemplate();
        thread = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "netflow-ledger");
        thread.scheduleWithFixedDelay(this::work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void work() {
        chores.run();
        if (uri != null) {
            sending.run();
        }
    }

    /** Sends what has changed; what does not arrive is sent again the next time. */
    private void send() {
        dropped.note(System.currentTimeMillis());
        sendAll(dropped);
        sources.forEach(this::sendAll);
    }

    /** Why templates or minutes are not kept or do not arrive at the moment, if that is so. */
    Optional<String> problem() {
        return chores.problem().or(sending::problem);
    }

    /** Sends each minute once: those of live traffic have changed again before they arrive. */
    private void sendAll(Minutes minutes) {
        long after = 0;
        List<ExporterMinute> some;
        do {
            some = minutes.changed(after, MOST_AT_ONCE);
            if (!some.isEmpty()) {
                send(some);
                minutes.confirm(some);
                after = some.get(some.size() - 1).cell();
            }
        } while (some.size() == MOST_AT_ONCE);
    }

    private void send(List<ExporterMinute> some) {
        Exception failure =
                template.send(uri, each -> each.getMessage().setBody(some)).getException();
        if (failure != null) {
            throw new IllegalStateException("they do not arrive at " + place() + ": " + failure.getMessage(), failure);
        }
    }

    /** The endpoint without its options, which may have secrets. */
    private String place() {
        return URISupport.sanitizeUri(StringHelper.before(uri, "?", uri));
    }

    /** Sends what has changed now, and waits for that within a time limit. */
    void sendNow() {
        if (!isSentInTime()) {
            LOG.info("The last minutes of exporters are still being sent to {}", place());
        }
    }

    private boolean isSentInTime() {
        try {
            thread.submit(this::work).get(LAST_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The minutes are not sent", e);
            return false;
        }
    }

    /** Sends what has changed, within a time limit, and ends. */
    @Override
    public void close() {
        if (!isSentInTime()) {
            LOG.warn("The last minutes of exporters were not all sent to {}", place());
        }
        camel.getExecutorServiceManager().shutdownNow(thread);
        template.stop();
    }

    /** Minutes that wait to be sent. */
    interface Minutes {

        List<ExporterMinute> changed(long after, int most);

        void confirm(List<ExporterMinute> arrived);
    }
}
