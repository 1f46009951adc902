package io.wadi.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake survives kills; {@link LakeStormIT} has many more of them. */
class LakeCrashIT {

    @TempDir
    Path folder;

    @Test
    void lakeHoldsTheTopicExactlyWhateverWasKilled() throws Exception {
        try (LakeStorm storm = new LakeStorm(folder, 2, 20_000, 2, 1_500)) {
            storm.run();
        }
    }
}
