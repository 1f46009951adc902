/**
 * The messages on the topics: the JSON of a packet, record keys, offsets and dead letters; also the access to Kafka
 * and explanations of its errors.
 */
package io.wadi.message;
