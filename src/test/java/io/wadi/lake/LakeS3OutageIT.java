package io.wadi.lake;

import io.wadi.testing.LongTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that starts while S3 is away. */
@LongTest(seconds = 60)
class LakeS3OutageIT {

    @TempDir
    Path folder;

    @Test
    void waitsSaysSoAndStoresEverything() throws Exception {
        try (S3Server server = new S3Server(Files.createDirectory(folder.resolve("s3")))) {
            LakeOutage outage = new LakeOutage(folder, server.warehouse(), server.properties());
            outage.settings().set("wadi.lake.properties", server.file(folder).toString());
            server.stop();
            outage.isSurvived(server::start);
        }
    }
}
