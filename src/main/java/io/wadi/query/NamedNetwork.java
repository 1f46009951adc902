package io.wadi.query;

import io.wadi.net.AddressRange;
import java.util.List;

/**
 * A network of the user's file.
 *
 * @param range its addresses
 * @param name its name
 * @param role its role, or null
 * @param site its site, or null
 * @param tags its tags
 */
record NamedNetwork(AddressRange range, String name, String role, String site, List<String> tags) {}
