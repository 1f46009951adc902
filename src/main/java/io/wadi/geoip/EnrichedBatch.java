package io.wadi.geoip;

import io.wadi.packet.IpAddress;
import io.wadi.packet.PacketBatch;
import java.util.Map;

/**
 * Packets, and where their addresses are.
 *
 * @param batch the packets, unchanged: enrichment adds facts and never drops
 * @param places places of those addresses that the databases know
 */
public record EnrichedBatch(PacketBatch batch, Map<IpAddress, GeoInfo> places) {}
