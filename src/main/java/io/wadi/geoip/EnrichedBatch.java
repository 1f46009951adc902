package io.wadi.geoip;

import io.wadi.message.ReadBatch;
import io.wadi.net.IpAddress;
import java.util.Map;

/**
 * Packets or flows with the GeoIP data of their addresses.
 *
 * @param batch the unchanged batch: enrichment adds facts and never drops packets
 * @param places the GeoIP data of the addresses that the databases know
 */
public record EnrichedBatch(ReadBatch batch, Map<IpAddress, GeoInfo> places) {

    /**
     * The batch in a body. Of a route without the step that enriches, no place is known.
     *
     * @throws IllegalArgumentException if it is another body
     */
    public static EnrichedBatch of(Object body) {
        if (body instanceof EnrichedBatch enriched) {
            return enriched;
        }
        if (body instanceof ReadBatch batch) {
            return new EnrichedBatch(batch, Map.of());
        }
        throw new IllegalArgumentException(
                "The body must be what bean geoip or the step that reads has returned, and not "
                        + (body == null ? "null" : body.getClass().getName()));
    }
}
