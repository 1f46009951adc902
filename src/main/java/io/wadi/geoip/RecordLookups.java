package io.wadi.geoip;

import com.maxmind.db.Metadata;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** Reads the facts from the records of one maker's schema. Throws for corrupt records. */
interface RecordLookups {

    Optional<Place> place(InetAddress address) throws IOException, GeoIp2Exception;

    Optional<AsNumber> asNumber(InetAddress address) throws IOException, GeoIp2Exception;

    Metadata metadata();
}
