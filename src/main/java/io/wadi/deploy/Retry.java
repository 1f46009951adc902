package io.wadi.deploy;

/** When a refused file is checked again. */
enum Retry {
    /** When it is written: its beans did not become ready, and each try holds up the deployment of all other files. */
    WHEN_WRITTEN,
    /** Also when another file changes. */
    WITH_OTHERS,
    /**
     * Also every 30 seconds, because the reason may be outside the files: a topic or capture that is missing, a bean whose
     * server is away, or a server that is down while no older version runs.
     */
    SOON
}
