/** Shared parts of the sinks in {@code routes.d}: batches of Kafka records as lines or rows, and their offsets. */
package io.wadi.sink;
