package io.wadi.packet;

/**
 * A packet, or a flow, as Kafka carries it.
 *
 * @param key the conversation, the same for both directions, so that one partition sees all of it
 * @param json one JSON object in UTF-8
 */
public record PacketMessage(byte[] key, byte[] json) {}
