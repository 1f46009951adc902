package io.wadi.net;

/**
 * Caches addresses by their text, because messages repeat a few addresses: a hit parses nothing and creates no object.
 * Direct-mapped, so its size is fixed. Not thread-safe.
 */
public final class AddressCache {

    private static final int SLOTS = 8192;

    private final String[] texts = new String[SLOTS];
    private final IpAddress[] addresses = new IpAddress[SLOTS];

    /** The address, or null if the text is not an address. */
    public IpAddress get(char[] chars, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + chars[i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        String known = texts[slot];
        if (known != null && WordCache.same(known, chars, from, length)) {
            return addresses[slot];
        }
        return parse(slot, new String(chars, from, length));
    }

    private IpAddress parse(int slot, String text) {
        try {
            IpAddress address = IpAddress.parse(text);
            texts[slot] = text;
            addresses[slot] = address;
            return address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
