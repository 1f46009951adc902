/** Bytes to packets: link layers, tunnels, IP and transports, one class for each kind of header. */
package io.wadi.packet;
