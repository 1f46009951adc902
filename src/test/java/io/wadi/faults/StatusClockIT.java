package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.testing.JavaCommand;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wadi status} asks a server that does not answer, and the clock is set back meanwhile. */
class StatusClockIT {

    /** For a page of ten seconds, and the start of a JVM on a busy machine. */
    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    @Test
    void endsThoughTheClockIsSetBack() throws Exception {
        FakeClock clock = FakeClock.create(folder.resolve("clock")).orElse(null);
        assumeTrue(clock != null, "libfaketime is not installed (Debian: package faketime)");
        Path out = folder.resolve("out");
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ProcessBuilder command = new ProcessBuilder(
                            JavaCommand.wadi(List.of(), "status", "--set", "wadi.http.port=" + silent.getLocalPort()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(out.toFile()));
            command.environment().putAll(clock.environment());
            Process status = command.start();
            try (Socket first = silent.accept()) {
                // Only the first page is waited for.
                silent.close();
                clock.set(Duration.ofHours(-1));
                assertThat(status.waitFor(SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
                assertThat(first.isConnected()).isTrue();
            } finally {
                status.destroyForcibly().waitFor();
            }
        }
        assertThat(Files.readString(out)).contains("No Wadi answers at http://127.0.0.1:");
    }
}
