package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFloodTest {

    private static final class Counting extends AbstractAppender {

        private final AtomicInteger lines = new AtomicInteger();

        Counting() {
            super("counting", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.incrementAndGet();
        }
    }

    /** A route that is cut off with many messages logged 35 MB within two seconds. Its consumer warns of each once more. */
    @ParameterizedTest
    @CsvSource({
        "ERROR, org.apache.camel.processor.errorhandler.DefaultErrorHandler",
        "WARN, org.apache.camel.component.kafka.KafkaConsumer",
        "WARN, org.apache.camel.component.seda.SedaConsumer"
    })
    void aRouteThatFailsAtEachMessageDoesNotFillTheDisk(String level, String name) throws Exception {
        URI shipped = LogFloodTest.class.getResource("/log4j2.xml").toURI();
        Counting log = new Counting();
        try (LoggerContext context = new LoggerContext("flood", null, shipped)) {
            context.start();
            log.start();
            context.getConfiguration().getLoggers().values().forEach(logger -> {
                if (!logger.getAppenders().isEmpty()) {
                    logger.getAppenders().keySet().forEach(logger::removeAppender);
                    logger.addAppender(log, null, null);
                }
            });
            ExtendedLogger errors = context.getLogger(name);
            IntStream.range(0, 10_000).forEach(message -> errors.log(Level.valueOf(level), "Failed delivery"));

            assertThat(log.lines).hasValueGreaterThanOrEqualTo(100).hasValueLessThan(1_000);
            int before = log.lines.get();
            context.getLogger("mine").error("of another logger");
            assertThat(log.lines).hasValue(before + 1);
        }
    }
}
