/**
 * Looks up the location and the autonomous system of an address in MaxMind DB files on the local disk.
 *
 * <p>Routes use {@link io.wadi.geoip.GeoIpEnricher}. It asks {@link io.wadi.geoip.GeoIpDatabase}, which keeps one
 * <em>generation</em>: a City reader, an ASN reader and a cache of answers. A changed file starts a new generation
 * with an empty cache. Wadi never downloads a database.
 */
package io.wadi.geoip;
