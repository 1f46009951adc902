/** Decodes bytes into packets: link layers, tunnels, IP and transports, one class per kind of header. */
package io.wadi.packet;
