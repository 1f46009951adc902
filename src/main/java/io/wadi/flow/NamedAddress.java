package io.wadi.flow;

import io.wadi.net.IpAddress;

/**
 * The name of an address, as packets of a flow gave it.
 *
 * @param ip the address
 * @param name its name, without control characters, at most 255 characters
 * @param source where the name comes from
 */
public record NamedAddress(IpAddress ip, String name, NameSource source) {}
