/**
 * Application protocols: one decoder for each, the list that says in which order they are asked, and what they remember of
 * a conversation.
 */
package io.wadi.packet.app;
