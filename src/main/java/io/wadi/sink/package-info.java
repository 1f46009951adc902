/** What the sinks of {@code routes.d} share: batches of Kafka records as lines or rows, and their offsets. */
package io.wadi.sink;
