package io.wadi.net;

import java.util.Locale;

/** The scope of an address, by IANA's special-purpose address registries (RFC 6890). */
public enum AddressScope {
    /** Globally reachable. */
    PUBLIC,
    /** Private to one network: RFC 1918, shared carrier space (RFC 6598), unique local (RFC 4193), site-local. */
    PRIVATE,
    /** The host itself. */
    LOOPBACK,
    /** Private to one link (RFC 3927, RFC 4291). */
    LINK_LOCAL,
    /** A group of hosts. */
    MULTICAST,
    /** All hosts of the link: 255.255.255.255. */
    BROADCAST,
    /** For documentation and examples only. */
    DOCUMENTATION,
    /** All others that are not addresses of hosts: unspecified, benchmarking, discard, future use. */
    RESERVED;

    private static final int V4_BITS = 32;

    /** The name in column {@code hosts.scope}: {@code public}, {@code link-local}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scope of an address; an IPv4-mapped IPv6 address has the scope of its IPv4 address. */
    public static AddressScope of(IpAddress address) {
        if (address.isV4()) {
            return ofV4((int) address.low());
        }
        boolean lowOnly = address.high() == 0;
        if (lowOnly && address.low() >>> V4_BITS == 0xffff) {
            return ofV4((int) address.low());
        }
        return lowOnly && address.low() == 1 ? LOOPBACK : ofV6(address.high());
    }

    private static AddressScope ofV4(int bits) {
        return switch (bits >>> 24) {
            case 0 -> RESERVED;
            case 10 -> PRIVATE;
            case 127 -> LOOPBACK;
            case 100 -> when(bits, 10, 0x64400000, PRIVATE);
            case 169 -> when(bits, 16, 0xa9fe0000, LINK_LOCAL);
            case 172 -> when(bits, 12, 0xac100000, PRIVATE);
            case 192 -> of192(bits);
            case 198 -> when(bits, 15, 0xc6120000, RESERVED, when(bits, 24, 0xc6336400, DOCUMENTATION));
            case 203 -> when(bits, 24, 0xcb007100, DOCUMENTATION);
            default -> ofHighV4(bits);
        };
    }

    private static AddressScope of192(int bits) {
        return when(
                bits,
                16,
                0xc0a80000,
                PRIVATE,
                when(bits, 24, 0xc0000200, DOCUMENTATION, when(bits, 24, 0xc0000000, RESERVED)));
    }

    private static AddressScope ofHighV4(int bits) {
        if (bits == -1) {
            return BROADCAST;
        }
        return when(bits, 4, 0xe0000000, MULTICAST, when(bits, 4, 0xf0000000, RESERVED));
    }

    private static AddressScope when(int bits, int prefix, int network, AddressScope scope) {
        return when(bits, prefix, network, scope, PUBLIC);
    }

    private static AddressScope when(int bits, int prefix, int network, AddressScope scope, AddressScope otherwise) {
        return (bits ^ network) >>> V4_BITS - prefix == 0 ? scope : otherwise;
    }

    private static AddressScope ofV6(long high) {
        int first = (int) (high >>> 48);
        if (first >>> 8 == 0xff) {
            return MULTICAST;
        }
        if (first >>> 9 == 0xfc >>> 1 || first >>> 6 == 0xfec0 >>> 6) {
            return PRIVATE;
        }
        if (first >>> 6 == 0xfe80 >>> 6) {
            return LINK_LOCAL;
        }
        if (first == 0x64) {
            return translated(high);
        }
        return first >>> 13 == 1 ? ofGlobalV6(high) : RESERVED;
    }

    /** IPv4 addresses behind a translator: 64:ff9b::/96 (RFC 6052), 64:ff9b:1::/48 (RFC 8215). */
    private static AddressScope translated(long high) {
        if (high == 0x0064_ff9b_0000_0000L) {
            return PUBLIC;
        }
        return high >>> 16 == 0x0064_ff9b_0001L ? PRIVATE : RESERVED;
    }

    /** 2000::/3, except documentation (RFC 3849, RFC 9637), benchmarking (RFC 5180) and ORCHID (RFC 4843). */
    private static AddressScope ofGlobalV6(long high) {
        if (high >>> 32 == 0x2001_0db8L || high >>> 44 == 0x3fff0L) {
            return DOCUMENTATION;
        }
        return high >>> 16 == 0x2001_0002_0000L || high >>> 36 == 0x200_1001L ? RESERVED : PUBLIC;
    }
}
