package io.wadi.embedded;

import io.wadi.database.DatabaseAccess;
import io.wadi.failure.PeriodicTask;
import io.wadi.message.KafkaAccess;
import io.wadi.message.RenewedAdmin;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;

/** Runs a {@link LogTrimmer} every few minutes while the embedded servers run. */
final class LogRetention implements AutoCloseable {

    /** Stored messages are kept for a day or 2 GB per partition, for slow sinks. */
    private static final LogTrimmer.Limits LIMITS =
            new LogTrimmer.Limits(2L << 30, 2L * EmbeddedKafka.SEGMENT_BYTES, Duration.ofDays(1));

    /** Longer than the broker takes to free deleted segments, so the next run measures the sizes after this one. */
    private static final int INTERVAL_MINUTES = 5;

    private final Admin admin;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "embedded-kafka-retention");
        thread.setDaemon(true);
        return thread;
    });

    private LogRetention(Admin admin) {
        this.admin = admin;
    }

    static LogRetention start(Settings settings) {
        Admin admin = RenewedAdmin.create(KafkaAccess.of(settings).properties());
        DataSource database = DatabaseAccess.of(settings).dataSource();
        Set<String> storedTopics = Set.of(settings.get(KafkaSettings.TOPIC), settings.get(KafkaSettings.FLOWS_TOPIC));
        LogTrimmer trimmer = new LogTrimmer(admin, database, storedTopics, LIMITS, Clock.systemUTC());
        LogRetention retention = new LogRetention(admin);
        PeriodicTask task = new PeriodicTask("Deleting stored messages from the embedded Kafka", trimmer);
        retention.executor.scheduleWithFixedDelay(task, INTERVAL_MINUTES, INTERVAL_MINUTES, TimeUnit.MINUTES);
        return retention;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
