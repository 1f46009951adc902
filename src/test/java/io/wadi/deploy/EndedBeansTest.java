package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beans of route files end when the context stops as they do when their file is deleted. */
class EndedBeansTest {

    private static final List<String> ENDS = new CopyOnWriteArrayList<>();

    /** Whether beans hang that can; the check of a file also ends those that it has made. */
    private static volatile boolean hangs;

    @TempDir
    private Path folder;

    private DefaultCamelContext camel;
    private RouteDeployer deployer;

    @BeforeEach
    void create() throws Exception {
        ENDS.clear();
        hangs = false;
        camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setTimeout(1);
        deployer = new RouteDeployer(camel, folder, ShippedRoutes.none(), LentBeans.none(), RouteTopics.none());
        camel.addService(deployer);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private Path write(String file, String beans) throws IOException {
        return Files.writeString(
                folder.resolve(file + ".camel.yaml"),
                "- beans:\n" + beans.indent(4)
                        + DeployTests.route("direct:" + file, "- log: x").replace("mine", file));
    }

    private static String bean(String type, String name, String... keys) {
        return "- {name: " + name + ", type: 'io.wadi.deploy.EndedBeansTest$" + type + "'"
                + (keys.length == 0 ? "" : ", " + String.join(", ", keys)) + "}\n";
    }

    /** Only those of the running context, not those that the check has made. */
    private void start() {
        camel.start();
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        ENDS.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "false, , 'close a'",
        "false, flush, 'flush a, close a'",
        "false, close, 'close a'",
        "true, , 'close a'",
        "true, flush, 'flush a, close a'",
        "true, close, 'close a'",
    })
    void endsABeanOnce(boolean isDeleted, String destroyMethod, String ends) throws IOException {
        String destroy = destroyMethod == null ? "" : "destroyMethod: " + destroyMethod;
        Path file = write("a", bean("Ending", "a", "properties: {name: a}", destroy));
        start();
        if (isDeleted) {
            Files.delete(file);
            deployer.scanNow();
        }
        camel.stop();
        assertThat(ENDS).containsExactly(ends.split(", "));
    }

    /** A bean that wraps another one writes its rest to it. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void endsTheLastBeanFirst(boolean isDeleted) throws IOException {
        StringBuilder beans = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            beans.append(bean("Ending", "b" + i, "properties: {name: b" + i + "}"));
        }
        Path file = write("a", beans.toString());
        start();
        if (isDeleted) {
            Files.delete(file);
            deployer.scanNow();
        }
        camel.stop();
        assertThat(ENDS)
                .containsExactly(
                        "close b8",
                        "close b7",
                        "close b6",
                        "close b5",
                        "close b4",
                        "close b3",
                        "close b2",
                        "close b1",
                        "close b0");
    }

    @Test
    void endsTheBeansOfAllFilesAfterTheRoutes() throws IOException {
        write("a", bean("Ending", "a", "properties: {name: a}"));
        write("b", bean("Ending", "b", "properties: {name: b}"));
        start();
        CamelContext running = camel;
        camel.getRegistry().lookupByNameAndType("a", Ending.class).onClose =
                () -> ENDS.add(running.getRoutes().size() + " routes run");
        camel.stop();
        assertThat(ENDS).containsExactlyInAnyOrder("close a", "close b", "0 routes run");
    }

    @Test
    @Timeout(20)
    void aBeanThatHangsOrThrowsKeepsNoOtherFromItsEnd() throws IOException {
        write(
                "a",
                bean("Ending", "first", "properties: {name: first}")
                        + bean("Throwing", "error")
                        + bean("Throwing", "destroyed", "destroyMethod: close")
                        + bean("Ending", "middle", "properties: {name: middle}")
                        + bean("Hanging", "hanging")
                        + bean("Hanging", "destroyedHanging", "destroyMethod: close"));
        start();
        hangs = true;
        camel.stop();
        assertThat(ENDS).containsExactly("close middle", "close first");
    }

    @Test
    void endsTheBeansIfTheStartFailsLater() throws Exception {
        write("a", bean("Ending", "a", "properties: {name: a}"));
        camel.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
                // The files are deployed later.
            }

            @Override
            public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
                ENDS.clear();
                throw new IllegalStateException("the port is taken");
            }
        });
        assertThatThrownBy(camel::start).hasStackTraceContaining("the port is taken");
        camel.stop();
        assertThat(ENDS).containsExactly("close a");
    }

    /** A bean that notes how it ends. */
    public static final class Ending implements AutoCloseable {

        private String name;
        private Runnable onClose = () -> {};

        public void setName(String name) {
            this.name = name;
        }

        public void flush() {
            ENDS.add("flush " + name);
        }

        @Override
        public void close() {
            onClose.run();
            ENDS.add("close " + name);
        }
    }

    /** A bean whose end is a failure that is no exception. */
    public static final class Throwing implements AutoCloseable {

        @Override
        public void close() {
            throw new NoClassDefFoundError("com/example/Missing");
        }
    }

    /** A bean whose end waits and ignores interrupts. */
    public static final class Hanging implements AutoCloseable {

        private static final CountDownLatch NEVER = new CountDownLatch(1);

        @Override
        public void close() {
            while (hangs) {
                try {
                    NEVER.await();
                } catch (InterruptedException e) {
                    // A library that ignores it.
                }
            }
        }
    }
}
