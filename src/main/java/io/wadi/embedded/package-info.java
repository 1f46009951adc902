/** Kafka and PostgreSQL inside Wadi, for {@code demo}, {@code --embedded} and the tests: one node each, on loopback. */
package io.wadi.embedded;
