package io.wadi.trial;

import io.wadi.geoip.GeoInfo;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.net.IpAddress;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.GeoIpSettings;
import io.wadi.settings.Settings;

/** The GeoIP databases that the settings name, opened when a route looks up the first address. Thread-safe. */
final class TrialPlaces {

    private final Settings settings;
    private GeoIpDatabase databases;

    TrialPlaces(Settings settings) {
        this.settings = settings;
    }

    synchronized GeoInfo lookup(IpAddress address) {
        if (databases == null) {
            databases = new GeoIpDatabase(
                    settings.get(GeoIpSettings.CITY),
                    settings.get(GeoIpSettings.ASN),
                    EmbeddedSettings.dataFolder(settings));
        }
        return databases.lookup(address);
    }
}
