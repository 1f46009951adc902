/**
 * The messages on the topics: a packet in JSON and in Protobuf, record keys, offsets and dead letters; also the access to Kafka
 * and explanations of its errors.
 */
package io.wadi.message;
