package io.wadi.ingest;

import io.wadi.message.KafkaAccess;
import io.wadi.message.Publishing;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.Settings;
import io.wadi.store.Fold;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The storing half of an ingest: waits until the stores of a pipeline have stored everything, and counts it. */
final class StoreRun {

    private static final long LOOK_MILLIS = 100;

    private final Settings settings;
    private final Set<Stage> stores;

    /**
     * Creates a run.
     *
     * @param stores the store stages; empty to only publish
     */
    StoreRun(Settings settings, Set<Stage> stores) {
        this.settings = settings;
        this.stores = stores;
    }

    /** Waits until all that the topics hold now is stored. */
    void await(Pipeline pipeline, long packets, Progress progress) throws ExecutionException, InterruptedException {
        if (stores.isEmpty()) {
            return;
        }
        try (StoredEverything stored = new StoredEverything(pipeline.database(), settings, topics())) {
            while (!Patience.ask(stored::isTrue)) {
                progress.storing(packets);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    /** The counts before the run; null if nothing is stored. */
    StoredCounts counts(Pipeline pipeline) throws InterruptedException {
        return stores.isEmpty() ? null : Patience.ask(() -> new StoredCounts(pipeline.database(), topics().values()));
    }

    /** Whoever looks at the tables after the command finds them whole. */
    void fold(Pipeline pipeline) throws InterruptedException {
        if (stores.contains(Stage.STORE_FLOWS)) {
            Fold fold = pipeline.context().getRegistry().findSingleByType(Fold.class);
            Patience.ask(() -> {
                fold.all();
                return true;
            });
        }
    }

    /** What the topic holds of this run's messages; null if the tables are counted instead. */
    TopicProof topic(Pipeline pipeline, String topic) throws ExecutionException, InterruptedException {
        if (!stores.isEmpty()) {
            return null;
        }
        Publishing publishing = pipeline.context().getRegistry().findSingleByType(Publishing.class);
        return TopicProof.of(KafkaAccess.of(settings), topic, publishing.acknowledged());
    }

    private Map<String, String> topics() {
        Map<String, String> topics = new HashMap<>();
        stores.forEach(stage -> topics.putAll(stage.consumers(settings)));
        return topics;
    }
}
