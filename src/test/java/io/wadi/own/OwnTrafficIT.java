package io.wadi.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wadi and its embedded servers on the captured interface, in a network namespace without other traffic. */
class OwnTrafficIT {

    private static final int SECONDS = 240;

    @TempDir
    private Path folder;

    private Map<String, Long> run(String networkInterface, boolean ownTraffic) throws Exception {
        Path out = folder.resolve("out");
        Process process = alone(JavaCommand.of(
                        OwnTrafficMain.class,
                        List.of("-Xmx400m", "-XX:TieredStopAtLevel=1"),
                        folder.resolve("data").toString(),
                        networkInterface,
                        String.valueOf(ownTraffic)))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("received="))
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(count -> count.split("="))
                .collect(Collectors.toMap(count -> count[0], count -> Long.valueOf(count[1])));
    }

    /** A command in a network namespace of its own, with loopback up. */
    private static ProcessBuilder alone(List<String> command) throws Exception {
        List<String> inside = List.of("unshare", "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");
        assumeTrue(isPossible(inside), "this user may not make a network namespace, or unshare or ip is not there");
        return new ProcessBuilder(
                Stream.concat(inside.stream(), command.stream()).toList());
    }

    private static boolean isPossible(List<String> inside) throws InterruptedException {
        try {
            return new ProcessBuilder(Stream.concat(inside.stream(), Stream.of("true"))
                                    .toList())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertAddsUp(Map<String, Long> counts) {
        assertThat(counts.get("decoded") + counts.get("skipped") + counts.get("excluded") + counts.get("rejected"))
                .as("%s", counts)
                .isEqualTo(counts.get("received"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "any"})
    void storesForeignPacketsOnlyAndCountsItsOwn(String networkInterface) throws Exception {
        Map<String, Long> counts = run(networkInterface, false);
        assertAddsUp(counts);
        assertThat(counts)
                .containsEntry("datagrams", (long) OwnTrafficMain.DATAGRAMS)
                .containsEntry("tcp", 0L);
        assertThat(counts.get("excluded")).as("%s", counts).isGreaterThan(100);
        assertThat(counts.get("own")).as("by a route of the user's: %s", counts).isGreaterThan(100);
    }

    @Test
    void storesItsOwnWhereThatIsWanted() throws Exception {
        Map<String, Long> counts = run("lo", true);
        assertAddsUp(counts);
        assertThat(counts).containsEntry("excluded", 0L).containsEntry("own", 0L);
        assertThat(counts.get("tcp")).as("%s", counts).isGreaterThan(100);
    }
}
