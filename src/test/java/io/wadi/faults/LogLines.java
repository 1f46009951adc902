package io.wadi.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Records the lines of a logger and its children until it is closed. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    /** The children that do not pass their lines on. */
    private final List<LoggerConfig> apart;

    public LogLines(String logger) {
        super("lines of " + logger, null, null, true, Property.EMPTY_ARRAY);
        this.logger = (Logger) LogManager.getLogger(logger);
        start();
        this.logger.addAppender(this);
        apart = this.logger.getContext().getConfiguration().getLoggers().values().stream()
                .filter(config -> !config.isAdditive() && config.getName().startsWith(logger))
                .toList();
        apart.forEach(config -> config.addAppender(this, null, null));
    }

    @Override
    public void append(LogEvent event) {
        String thrown = event.getThrown() == null ? "" : " " + event.getThrown();
        lines.add(event.getMessage().getFormattedMessage() + thrown);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        apart.forEach(config -> config.removeAppender(getName()));
        stop();
    }
}
