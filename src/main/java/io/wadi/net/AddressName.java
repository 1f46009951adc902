package io.wadi.net;

/**
 * A name that a packet gives to an address, as the answer to a DNS question does.
 *
 * @param ip the address
 * @param name its name, cleaned as the name of a packet is
 */
public record AddressName(IpAddress ip, String name) {

    /** How many of them a packet keeps. */
    public static final int MOST_OF_A_PACKET = 8;
}
