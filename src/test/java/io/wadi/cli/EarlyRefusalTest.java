package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console or the deployer would refuse is refused before Wadi makes servers: nothing is created. */
@Timeout(60)
class EarlyRefusalTest {

    @TempDir
    private Path folder;

    private void assertRefused(String command, String sentence, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        Stream.concat(Stream.of("wadi.data.dir=" + folder.resolve("data")), Stream.of(settings))
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));

        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wadi: ").hasLineCount(1).contains(sentence);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --embedded", "demo"})
    void anOpenDoor(String command) {
        assertRefused(command, "which other machines reach", "wadi.http.host=0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --embedded", "demo"})
    void jmxWithoutAUser(String command) {
        assertRefused(command, "set wadi.http.user and wadi.http.password too", "wadi.jmx.port=7091");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wadi.http.port", "wadi.jmx.port"})
    void aPortThatIsTaken(String setting) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "run --embedded",
                    "listen on 127.0.0.1:" + other.getLocalPort(),
                    "wadi.http.port=0",
                    "wadi.http.user=admin",
                    "wadi.http.password=some words",
                    setting + "=" + other.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --embedded", "demo"})
    void aFileOfUsersThatIsAbsent(String command) {
        assertRefused(command, "of setting wadi.http.users cannot be used", "wadi.http.users=" + folder.resolve("no"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --embedded", "demo"})
    void aFileInPlaceOfTheFolderOfRoutes(String command) throws Exception {
        Path file = Files.createFile(folder.resolve("routes"));
        assertRefused(command, "is not a folder", "wadi.routes.dir=" + file, "wadi.http.port=0");
    }
}
