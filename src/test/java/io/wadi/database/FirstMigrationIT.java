package io.wadi.database;

import io.wadi.pipeline.TestServers;
import org.junit.jupiter.api.RepeatedTest;

/** The first start on a database that has no tables yet. */
class FirstMigrationIT {

    @RepeatedTest(5)
    void allProcessesStartThatStartTogether() throws Exception {
        StartedTogether.open(TestServers.settings());
    }
}
