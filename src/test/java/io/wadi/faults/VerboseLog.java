package io.wadi.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/** Records the log of {@code --verbose} until it is closed, and keeps it off the console. */
public final class VerboseLog implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Configuration configuration = context.getConfiguration();
    private final Map<LoggerConfig, Level> levels = new HashMap<>();
    private final Appender console =
            configuration.getRootLogger().getAppenders().get("stderr");
    private final LogLines lines;

    public VerboseLog() {
        for (LoggerConfig logger : configuration.getLoggers().values()) {
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.INFO);
        }
        configuration.getRootLogger().removeAppender("stderr");
        context.updateLoggers();
        lines = new LogLines(LogManager.ROOT_LOGGER_NAME);
    }

    public List<String> lines() {
        return lines.lines();
    }

    @Override
    public void close() {
        lines.close();
        levels.forEach(LoggerConfig::setLevel);
        configuration.getRootLogger().addAppender(console, null, null);
        context.updateLoggers();
    }
}
