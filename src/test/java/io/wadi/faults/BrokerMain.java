package io.wadi.faults;

import io.wadi.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs an embedded Kafka as a separate process that can be killed. Arguments: folder, port. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        new CountDownLatch(1).await();
    }
}
