package io.wadi.geoip;

import java.util.Optional;

/** The source of one database. Only one thread loads at a time; any thread may ask for the problem. */
interface DatabaseSource {

    /**
     * Opens the current content.
     *
     * @throws GeoIpFileException if it is unusable
     */
    MappedDatabase load();

    /** Opens the current content if it is usable and differs from what was opened last. */
    Optional<MappedDatabase> loadIfChanged();

    /** A sentence on why the newest content is not in use; empty if it is. */
    Optional<String> problem();
}
