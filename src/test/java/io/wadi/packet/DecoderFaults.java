package io.wadi.packet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * Collects the exceptions of application decoders. Wadi only logs them, because they cost the packet only its protocol,
 * but each is a bug. Exceptions of truncated captures are ignored.
 */
final class DecoderFaults extends AbstractAppender implements AutoCloseable {

    private static final String CAPTURES = "io.wadi.pcap";

    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final List<Level> levels = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LogManager.getLogger(ApplicationLayer.class);
    private final Level captures = LogManager.getLogger(CAPTURES).getLevel();

    DecoderFaults() {
        super("decoder-faults", null, null, true, Property.EMPTY_ARRAY);
        start();
        Configurator.setLevel(logger, Level.DEBUG);
        logger.addAppender(this);
        logger.setAdditive(false);
        Configurator.setLevel(CAPTURES, Level.OFF);
    }

    @Override
    public void append(LogEvent event) {
        if (event.getThrown() != null) {
            thrown.add(event.getThrown());
            levels.add(event.getLevel());
        }
    }

    /** The levels at which they were logged, in the same order. */
    List<Level> levels() {
        return levels;
    }

    List<Throwable> thrown() {
        return thrown;
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        logger.setAdditive(true);
        Configurator.setLevel(logger, captures);
        Configurator.setLevel(CAPTURES, captures);
        stop();
    }
}
