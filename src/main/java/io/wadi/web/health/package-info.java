/**
 * The checks behind {@code /observe/health}. {@code live} reports only that the process runs. {@code ready} reports
 * whether it can work (database, broker, running routes). {@code health} reports all checks, including lag, capture
 * and GeoIP.
 */
package io.wadi.web.health;
