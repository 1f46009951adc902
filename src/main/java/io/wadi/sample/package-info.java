/**
 * A synthetic capture that needs no network: a small office of about thirty machines that communicates over IPv4 and
 * IPv6 with public servers in sixty countries. The same seed and packet count give the same bytes on every machine.
 *
 * <p>{@link io.wadi.sample.SampleCapture} is the entry point: {@code Office} starts conversations at their usual
 * times, {@code Agenda} orders the running conversations by time, each {@code Conversation} writes one frame at a
 * time, and {@code PcapWriter} writes the frame to the file. Only the running conversations are in memory.
 *
 * <p>The addresses are real, so GeoIP can place them. The names, all under {@code .example}, and the traffic are
 * invented. This package does not use the decoders of {@code io.wadi.packet}, because the sample tests them.
 */
package io.wadi.sample;
