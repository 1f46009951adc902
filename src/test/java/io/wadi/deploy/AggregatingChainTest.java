package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open groups that go through aggregators of several route files, each of which sends to the next one. */
class AggregatingChainTest extends AggregatingRoutes {

    private static final String FIRST = route("in", AGGREGATE, "- to: direct:middle\n");
    private static final String MIDDLE = route("middle", AGGREGATE, "- to: direct:out\n");
    private static final String LAST = route("out", AGGREGATE, receive("old"));

    /** Names of the files of the sender, of the route between, and of the last receiver; files start by name. */
    @ParameterizedTest
    @ValueSource(strings = {"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"})
    void sendsThemOnWhenTheProcessStops(String names) throws IOException {
        deployAs(names);
        send("1", "2");
        camel.stop();
        assertThat(received.bodies()).containsExactly("old 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"})
    void sendsThemOnWhenAllFilesAreDeleted(String names) throws IOException {
        List<Path> files = deployAs(names);
        send("1", "2");
        delete(files.toArray(Path[]::new));
        assertThat(received.bodies()).containsExactly("old 12");
    }

    /** The new files have other names for the targets, so that nobody takes what old routes send too late. */
    @ParameterizedTest
    @ValueSource(strings = {"a b", "b a"})
    void sendsThemOnWhenAllFilesAreReplaced(String names) throws IOException {
        String[] file = names.split(" ");
        write(file[0], FIRST);
        write(file[1], route("middle", AGGREGATE, receive("old")));
        deployer.scanNow();
        send("1", "2");
        write(file[0], route("in", AGGREGATE, "- to: direct:renamed\n"));
        write(file[1], route("renamed", AGGREGATE, receive("new")));
        deployer.scanNow();
        assertThat(received.bodies()).containsExactly("old 12");
        send("3");
        camel.stop();
        assertThat(received.bodies()).containsExactly("old 12", "new 3");
    }

    @Test
    void sendsThemOnThroughQueues() throws IOException {
        write("c", route("in", AGGREGATE, "- to: seda:middle\n"));
        write("b", routeFrom("seda:middle", "middle", AGGREGATE, "- to: seda:out\n"));
        write("a", routeFrom("seda:out", "out", AGGREGATE, receive("old")));
        deployer.scanNow();
        send("1", "2");
        camel.stop();
        assertThat(received.bodies()).containsExactly("old 12");
    }

    /** They have no order, so they stop together. */
    @Test
    void stopsRoutesThatSendToEachOther() throws IOException {
        String back = """
                - choice:
                    when:
                      - constant: "false"
                        steps:
                          - to: direct:in
                """;
        write("a", route("in", AGGREGATE, "- to: direct:other\n"));
        write("b", route("other", receive("old") + back));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        send("1", "2");
        camel.stop();
        assertThat(received.bodies()).containsExactly("old 12");
    }

    /** A step that never ends costs the time-out, not the groups of the routes beside it. */
    @Test
    void stopsTheRestWhenAChainIsLate() throws IOException {
        camel.getShutdownStrategy().setTimeout(1);
        write("a", route("in", AGGREGATE, "- to: direct:out\n"));
        write("b", route("out", "- delay: {constant: \"60000\"}\n"));
        write("c", route("alone", AGGREGATE, receive("alone")));
        deployer.scanNow();
        send("1");
        camel.createProducerTemplate().sendBody("direct:alone", "2");
        camel.stop();
        assertThat(received.bodies()).containsExactly("alone 2");
        assertThat(camel.getShutdownStrategy().hasTimeoutOccurred()).isTrue();
    }

    private List<Path> deployAs(String names) throws IOException {
        String[] file = names.split(" ");
        List<Path> files = List.of(write(file[0], FIRST), write(file[1], MIDDLE), write(file[2], LAST));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        return files;
    }
}
