/**
 * Says where addresses are and who runs their network, from MaxMind DB files on the local disk.
 *
 * <p>{@link io.wadi.geoip.GeoIpEnricher} is what routes name; it asks {@link io.wadi.geoip.GeoIpDatabase}, which keeps
 * one <em>generation</em>: a City reader, an AS number reader and the answers given so far. A changed file makes a new
 * generation, so that no answer of an old file outlives it. Nothing is ever downloaded.
 */
package io.wadi.geoip;
