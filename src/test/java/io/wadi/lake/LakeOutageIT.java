package io.wadi.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that starts while the lake's folder is away, such as a file system that is not mounted. */
class LakeOutageIT {

    @TempDir
    Path folder;

    @Test
    void waitsSaysSoAndStoresEverything() throws Exception {
        Path warehouse = Files.writeString(folder.resolve("warehouse"), "no folder");
        new LakeOutage(folder, warehouse.toString(), Map.of()).isSurvived(() -> Files.delete(warehouse));
    }
}
