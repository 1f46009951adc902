package io.wadi.deploy;

/**
 * Warns of a route that collects batches of messages and leaves the commits to Kafka. Camel collects a batch over several
 * polls, and Kafka commits with each poll what the ones before have returned.
 */
final class BatchCommitCheck {

    private final RouteProblems warnings;

    BatchCommitCheck(RouteProblems warnings) {
        this.warnings = warnings;
    }

    /** Checks a file whose settings are resolved. */
    void check(YamlOutline outline) {
        outline.endpoints().stream()
                .filter(use -> use.step().equals("from")
                        && EndpointUse.path(use.uri().text()).startsWith("kafka:")
                        && "true".equals(use.setting("batching"))
                        && !"false".equals(use.setting("autoCommitEnable")))
                .forEach(
                        use -> warnings.add(
                                use.line("batching"),
                                "Kafka commits messages before their batch is complete, so they are lost when the route stops; set "
                                        + "autoCommitEnable: false and allowManualCommit: true, and commit by io.wadi.sink.KafkaBatch"));
    }
}
