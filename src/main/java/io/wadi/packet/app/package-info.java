/**
 * Application protocols: one decoder per protocol, the list with the order of the decoders, and the state that they
 * keep per conversation.
 */
package io.wadi.packet.app;
