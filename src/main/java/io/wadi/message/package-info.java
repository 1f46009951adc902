/**
 * What travels on the topics: the JSON of a packet, record keys, offsets, dead letters, and how Kafka is reached and what its
 * answers mean.
 */
package io.wadi.message;
