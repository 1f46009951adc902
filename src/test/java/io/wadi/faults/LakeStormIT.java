package io.wadi.faults;

import io.wadi.lake.S3Server;
import io.wadi.testing.LongTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A longer {@link LakeCrashIT}. {@code wadi.lake-crash.packets}, {@code wadi.lake-crash.kills} and {@code
 * wadi.lake-crash.pause-millis} select other and longer runs.
 */
@LongTest(seconds = 200)
class LakeStormIT {

    @TempDir
    Path folder;

    private final int packets = Integer.getInteger("wadi.lake-crash.packets", 200_000);
    private final int kills = Integer.getInteger("wadi.lake-crash.kills", 5);
    private final int longestPauseMillis = Integer.getInteger("wadi.lake-crash.pause-millis", 4_000);

    @Test
    void lakeHoldsTheTopicExactlyWhateverWasKilled() throws Exception {
        try (LakeStorm storm = new LakeStorm(folder, 2, packets, kills, longestPauseMillis)) {
            storm.run();
        }
    }

    /** Each has a partition, and all commit to one table. */
    @Test
    void fourProcessesStoreATopic() throws Exception {
        try (LakeStorm storm = new LakeStorm(folder, 4, packets, Math.max(1, kills / 5), longestPauseMillis)) {
            storm.run();
        }
    }

    @Test
    void soItDoesOnS3() throws Exception {
        try (S3Server server = new S3Server(Files.createDirectory(folder.resolve("s3")));
                LakeStorm storm = new LakeStorm(folder, 2, packets / 4, kills, longestPauseMillis)) {
            storm.on(server).run();
        }
    }
}
