package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.processor.errorhandler.DefaultErrorHandler;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What the log says of a failure whose outermost exception has no reason. */
class LogCausesTest {

    private static List<String> logged(String logger, Throwable failure) throws Exception {
        URI shipped = LogCausesTest.class.getResource("/log4j2.xml").toURI();
        Log4jLogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName(logger)
                .setLevel(Level.ERROR)
                .setMessage(new SimpleMessage("Failed delivery"))
                .setThrown(failure)
                .build();
        try (LoggerContext context = new LoggerContext("causes", null, shipped)) {
            context.start();
            LoggerConfig config = context.getConfiguration().getLoggerConfig(logger);
            while (config.getAppenders().isEmpty()) {
                config = config.getParent();
            }
            byte[] text =
                    config.getAppenders().values().iterator().next().getLayout().toByteArray(event);
            return new String(text, StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void theErrorHandlerNamesTheInnermostCause() throws Exception {
        Throwable failure =
                new CamelExecutionException("on the exchange", null, new NoClassDefFoundError("org/acme/Missing"));
        assertThat(logged(DefaultErrorHandler.class.getName(), failure))
                .hasSize(2)
                .element(1)
                .isEqualTo("java.lang.NoClassDefFoundError: org/acme/Missing");
        assertThat(logged(DefaultErrorHandler.class.getName(), null)).hasSize(1);
    }

    @Test
    void othersSayItThemselves() throws Exception {
        assertThat(logged("io.wadi.Other", new IllegalStateException("no"))).hasSize(1);
    }
}
