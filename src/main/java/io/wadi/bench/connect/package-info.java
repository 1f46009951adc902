/** A sink for Kafka Connect that only the benchmark uses: what users of Connect would store packets with. */
package io.wadi.bench.connect;
