/**
 * What {@code /observe/health} asks. {@code live} says only that the process lives; {@code ready} whether it can do its
 * work (database, broker, running routes); {@code health} all of it, with what wants looking at (lag, capture, GeoIP).
 */
package io.wadi.web.health;
