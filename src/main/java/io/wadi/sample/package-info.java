/**
 * A synthetic capture that needs no network: a small office of some thirty machines that talks IPv4 and IPv6 to public
 * servers in sixty countries. Same seed and packet count, same bytes, on every machine.
 *
 * <p>{@link io.wadi.sample.SampleCapture} tells the whole story: {@code Office} starts conversations at the times its
 * habits have, {@code Agenda} keeps the running ones in order of time, each {@code Conversation} writes one frame at a
 * time, and {@code PcapWriter} puts it into the file. Only what runs at the moment is in memory.
 *
 * <p>The addresses are real, so that GeoIP places them; the names, all under {@code .example}, and the traffic are
 * invented. Nothing here uses the decoders of {@code io.wadi.packet}: the sample is a test of them.
 */
package io.wadi.sample;
