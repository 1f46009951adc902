package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * Tags between the MAC addresses and the EtherType of a frame. A tag starts with an EtherType of its own and ends with
 * the next one, so only its length needs to be known. Tags that carry a whole frame of a customer, such as IEEE
 * 802.1ah, are like this too: the inner MAC addresses are a part of the tag.
 */
final class EtherTags {

    /** Not a tag, or one whose content cannot be read. */
    static final int NONE = 0;

    private static final int MACSEC_CHANGED_TEXT = 0x8c;
    private static final int MACSEC_CHANNEL_ID = 0x20;
    private static final int ARISTA_48_BITS = 0x20;

    private EtherTags() {}

    /**
     * Bytes of a tag from the end of its own EtherType to the end of the next one.
     *
     * @param at end of the tag's own EtherType
     * @return the length, or {@link #NONE}
     */
    static int length(Bytes frame, int at, int type) {
        return switch (type) {
            case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300, 0x8200 -> 4; // IEEE 802.1Q, 802.1ad, older QinQ
            case 0x8926 -> 6; // VN-Tag (Cisco)
            case 0x892f -> 6; // HSR (IEC 62439-3)
            case 0xf1c1 -> 6; // R-TAG (IEEE 802.1CB)
            case 0x8874 -> 6; // older switches of Broadcom
            case 0x893f -> 8; // E-TAG (IEEE 802.1BR)
            case 0x8988 -> 8; // TTag (Cisco): time stamp
            case 0xdada -> 8; // EDSA: switches of Marvell, with an EtherType
            case 0x8903 -> 16; // FabricPath (Cisco): FTAG and TTL, MAC addresses
            case 0x88e7 -> 18; // I-TAG (IEEE 802.1ah): service, MAC addresses
            case 0x8909 -> ciscoMetaData(frame, at);
            case 0xd28b -> arista(frame, at);
            case 0x88e5 -> macsec(frame, at);
            default -> NONE;
        };
    }

    /** Whether a tag is a VLAN tag, whose first two bytes have the id. */
    static boolean isVlan(int type) {
        return switch (type) {
            case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300, 0x8200 -> true;
            default -> false;
        };
    }

    /** Cisco MetaData: version, number of options, which have four bytes each. */
    private static int ciscoMetaData(Bytes frame, int at) {
        return 4 + 4 * Math.max(1, frame.u8(at + 1));
    }

    /** A time stamp of Arista: kind, version, and 48 or 64 bits. */
    private static int arista(Bytes frame, int at) {
        return (frame.u16(at + 2) & ARISTA_48_BITS) != 0 ? 12 : 14;
    }

    /** MACsec (IEEE 802.1AE), readable if it only protects the integrity: no encryption, version 0. */
    private static int macsec(Bytes frame, int at) {
        int control = frame.u8(at);
        if ((control & MACSEC_CHANGED_TEXT) != 0) {
            return NONE;
        }
        return (control & MACSEC_CHANNEL_ID) != 0 ? 16 : 8;
    }
}
