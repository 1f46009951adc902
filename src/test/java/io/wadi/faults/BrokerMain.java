package io.wadi.faults;

import io.wadi.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** An embedded Kafka as a process of its own, so that it can be killed: folder, port. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        new CountDownLatch(1).await();
    }
}
