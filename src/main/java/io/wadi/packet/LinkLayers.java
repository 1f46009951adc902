package io.wadi.packet;

/** The link layers by libpcap's numbers in files ({@code LINKTYPE_}) and libraries ({@code DLT_}). */
final class LinkLayers {

    /**
     * A link layer.
     *
     * @param type its name in field {@code type} of the message
     * @param layer reads its header
     */
    record Entry(String type, LinkLayer layer) {}

    private static final Entry[] TABLE = new Entry[300];

    static {
        add("Null", RawLayers::nullLoopback, 0);
        add("Ethernet", EthernetLayers::ethernet, 1);
        add("Token Ring", EthernetLayers::tokenRing, 6);
        add("ARCnet", ArcnetLayers::bsd, 7);
        add("PPP", PppLayers::ppp, 9, 50);
        add("FDDI", EthernetLayers::fddi, 10);
        add("ATM", EthernetLayers::llc, 11, 100);
        add("Raw IP", RawLayers::ip, 12, 14, 101);
        add("PPP", PppLayers::overEthernet, 51);
        add("Symantec", RawLayers::symantec, 99);
        add("Cisco HDLC", PppLayers::ciscoHdlc, 104);
        add("IEEE 802.11", WirelessLayers::ieee80211, 105);
        add("Frame Relay", PppLayers::frameRelay, 107);
        add("Loop", RawLayers::loop, 108);
        add("Enc", RawLayers::encapsulated, 109);
        add("Linux SLL", LinuxCookedLayers::sll, 113);
        add("PF Log", RawLayers::pflog, 117);
        add("IEEE 802.11", WirelessLayers::prism, 119);
        add("IP over Fibre Channel", EthernetLayers::fibreChannel, 122);
        add("IEEE 802.11", WirelessLayers::radiotap, 127);
        add("ARCnet", ArcnetLayers::linux, 129);
        add("IEEE 1394", RawLayers::firewire, 138);
        add("IEEE 802.11", WirelessLayers::avs, 163);
        add("PPP", PppLayers::withDirection, 166, 204);
        add("PPI", WirelessLayers::ppi, 192);
        add("Cisco HDLC", PppLayers::ciscoHdlcWithDirection, 205);
        add("MPLS", MplsLayers::stack, 219);
        add("IPNET", RawLayers::ipnet, 226);
        add("Raw IP", RawLayers::ipv4, 228);
        add("Raw IP", RawLayers::ipv6, 229);
        add("NFLOG", RawLayers::nflog, 239);
        add("Ethernet", EthernetLayers::afterFourBytes, 240, 282);
        add("InfiniBand", RawLayers::infiniband, 242);
        add("PKTAP", RawLayers::pktap, 258);
        add("Linux SLL2", LinuxCookedLayers::sll2, 276);
        add("Ethernet", EthernetLayers::broadcom, 281);
        add("Ethernet", EthernetLayers::dsa, 284);
        add("Ethernet", EthernetLayers::edsa, 285);
    }

    private LinkLayers() {}

    private static void add(String type, LinkLayer layer, int... numbers) {
        for (int number : numbers) {
            TABLE[number] = new Entry(type, layer);
        }
    }

    /** The link layer with this number; null if it is unknown. */
    static Entry of(int linkType) {
        return linkType >= 0 && linkType < TABLE.length ? TABLE[linkType] : null;
    }
}
