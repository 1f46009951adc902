package io.wadi.settings;

/** Setting {@code wadi.message.format}: how a capture writes packets on their topic. Readers accept every format. */
public enum MessageFormat {
    /** One JSON object for each packet, which every tool can read. The default. */
    JSON,
    /** Messages of {@code docs/packet.proto}: fewer bytes, and less processor time here and in the broker. */
    PROTOBUF
}
