package io.wadi.geoip;

import java.util.Optional;

/** Where one of the two databases comes from. One thread at a time loads; anyone may ask for the problem. */
interface DatabaseSource {

    /**
     * Opens what is there now.
     *
     * @throws GeoIpFileException when it cannot be used
     */
    MappedDatabase load();

    /** Opens what is there if it is usable and not what {@link #load} or this method last opened. */
    Optional<MappedDatabase> loadIfChanged();

    /** Why the newest content is not in use, as a sentence; empty when it is. */
    Optional<String> problem();
}
