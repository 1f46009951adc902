package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OverrideCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        String[] all = Stream.concat(Stream.of("--set", "wadi.routes.dir=" + folder), Stream.of(arguments))
                .toArray(String[]::new);
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    err.append(e.getMessage());
                    return 1;
                })
                .execute(all);
    }

    private Path copy() {
        return folder.resolve("store-traffic.camel.yaml");
    }

    /** Beside the shipped routes with their error policy, as in a running Wadi. */
    private String check() {
        out.getBuffer().setLength(0);
        assertThat(run(new CheckCommand())).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void copiesAShippedRouteThatMayBeDeployed() throws IOException {
        assertThat(run(new OverrideCommand(), "store-traffic"))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(copy()))
                .startsWith("# Copy of shipped route store-traffic sha256=")
                .endsWith(Files.readString(Path.of("src/main/resources/routes/store-traffic.camel.yaml")));
        assertThat(check()).isEqualTo(copy() + ": ok" + System.lineSeparator());
    }

    @Test
    void warnsWhenTheShippedRouteHasChangedSince() throws IOException {
        run(new OverrideCommand(), "store-traffic");
        String shipped = Files.readString(copy());
        String hash = shipped.replaceAll("(?s).*?sha256=(\\w+).*", "$1");
        Files.writeString(copy(), "# mine\n" + shipped.replace(hash, "0".repeat(64)));
        assertThat(check())
                .startsWith("warning: " + copy() + ":2: shipped route store-traffic has changed since it was copied;"
                        + " compare them (./wadi override store-traffic --print), then set sha256=" + hash);
        Files.writeString(copy(), "# mine\n" + shipped.replace("Stores one row", "Stores a row"));
        assertThat(check()).doesNotContain("warning");
    }

    @Test
    void warnsWhenTheRouteIsNoLongerShipped() throws IOException {
        run(new OverrideCommand(), "store-traffic");
        String misnamed = Files.readString(copy()).replaceFirst("route store-traffic", "route store-bytes");
        Files.writeString(copy(), misnamed);
        assertThat(check())
                .contains(
                        ":1: this Wadi ships no route store-bytes; the copy replaces route store-traffic, so write this"
                                + " name");
        Files.writeString(
                copy(),
                misnamed.replaceFirst(
                        "(?s)\n.*", "\n- route: {id: mine, from: {uri: 'timer:tick', steps: [{log: x}]}}\n"));
        assertThat(check()).contains(":1: this Wadi ships no route store-bytes, so the copy adds one");
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(copy(), "mine");
        assertThat(run(new OverrideCommand(), "store-traffic")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(copy() + " exists already: delete it, or use --print");
        assertThat(Files.readString(copy())).isEqualTo("mine");
        assertThat(run(new OverrideCommand(), "store-traffic", "--print")).isZero();
        assertThat(out.toString()).startsWith("# Copy of shipped route store-traffic sha256=");
    }

    @Test
    void listsOnlyRoutes() {
        assertThat(run(new OverrideCommand())).isZero();
        assertThat(out.toString().lines())
                .contains("capture", "capture-flows", "store-flows", "store-flow-messages", "detect", "fold")
                .doesNotContain("errors", "detect-rounds", "api-queries", "dead-letter-errors")
                .isSorted();
        assertThat(run(new OverrideCommand(), "store-flow")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "Wadi has no shipped route store-flow; the nearest is store-flows. './wadi override' lists all routes");
    }
}
