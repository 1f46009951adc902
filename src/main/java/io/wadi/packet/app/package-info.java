/**
 * Application protocols: one decoder per protocol, the list with the order of the decoders, and the state that they
 * keep per conversation. The Javadoc of a decoder names the protocol, its source, and what it recognises. "Proprietary"
 * means that no public specification exists: the decoder recognises bytes that are known from captured traffic.
 */
package io.wadi.packet.app;
