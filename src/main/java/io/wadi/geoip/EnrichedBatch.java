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
public record EnrichedBatch(ReadBatch batch, Map<IpAddress, GeoInfo> places) {}
