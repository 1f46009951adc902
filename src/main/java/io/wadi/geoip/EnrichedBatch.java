package io.wadi.geoip;

import io.wadi.message.ReadBatch;
import io.wadi.net.IpAddress;
import java.util.Map;

/**
 * Packets or flows, with the places of their addresses.
 *
 * @param batch what was read, unchanged: enrichment adds facts and never drops
 * @param places places of those addresses that the databases know
 */
public record EnrichedBatch(ReadBatch batch, Map<IpAddress, GeoInfo> places) {}
