package io.wadi.sink;

import io.wadi.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** A broker for all tests of a class. */
final class KafkaForSinks implements BeforeAllCallback, AfterAllCallback {

    private Path data;
    private EmbeddedKafka kafka;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        data = Files.createTempDirectory("kafka-for-sinks");
        kafka = EmbeddedKafka.start(data, 0);
    }

    String brokers() {
        return kafka.brokers();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (kafka != null) {
            kafka.close();
        }
        FileSystemUtils.deleteRecursively(data);
    }
}
