package io.wadi.geoip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Where the databases of one maker come from. */
interface UpdateOrigin {

    /** What it has. */
    Set<DatabaseKind> kinds();

    /**
     * Downloads a database, or an archive with it.
     *
     * @param since when the database in use was downloaded from here
     * @return the file; empty if there is nothing newer
     * @throws GeoIpUpdateException with the reason
     */
    Optional<Path> fetch(DatabaseKind kind, Optional<Instant> since, Path folder)
            throws IOException, InterruptedException;

    /** The notice that the maker's licence requires next to the data. */
    String notice();
}
