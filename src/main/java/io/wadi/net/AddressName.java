package io.wadi.net;

/**
 * A name that a packet gives to an address, for example in a DNS answer.
 *
 * @param ip the address
 * @param name its name, cleaned by {@link NameCleaner}
 */
public record AddressName(IpAddress ip, String name) {

    /** Most names that are kept of one packet. */
    public static final int MOST_OF_A_PACKET = 8;
}
