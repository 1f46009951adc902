package io.wadi.packet;

/** Names of IP protocol numbers: the keywords of IANA's registry in common spelling. */
public final class TransportNames {

    private static final int NUMBERS = 256;

    /**
     * From 0; {@code -} for a number without a keyword, or whose keyword another number or application protocol uses.
     */
    private static final String KEYWORDS = """
            HOPOPT ICMP IGMP GGP IPIP ST TCP CBT EGP IGP BBN-RCC-MON NVP-II PUP ARGUS EMCON XNET
            CHAOS UDP MUX DCN-MEAS HMP PRM XNS-IDP TRUNK-1 TRUNK-2 LEAF-1 LEAF-2 - IRTP ISO-TP4 NETBLT MFE-NSP
            MERIT-INP DCCP 3PC IDPR XTP DDP IDPR-CMTP TP++ IL IPv6 SDRP IPv6-Route IPv6-Frag IDRP RSVP GRE
            DSR BNA ESP AH I-NLSP SWIPE NARP Min-IPv4 TLSP SKIP ICMPv6 IPv6-NoNxt IPv6-Opts - CFTP -
            SAT-EXPAK KRYPTOLAN RVD IPPC - SAT-MON VISA IPCV CPNX CPHB WSN PVP BR-SAT-MON SUN-ND WB-MON WB-EXPAK
            ISO-IP VMTP SECURE-VMTP VINES IPTM NSFNET-IGP DGP TCF EIGRP OSPF Sprite-RPC LARP MTP AX.25 - MICP
            SCC-SP EtherIP ENCAP - GMTP IFMP PNNI PIM ARIS SCPS QNX A/N IPComp SNP Compaq-Peer IPX-in-IP
            VRRP PGM - L2TP DDX IATP STP SRP UTI SMP SM - ISIS FIRE CRTP CRUDP
            SSCOPMCE IPLT SPS PIPE SCTP FC RSVP-E2E-IGNORE Mobility UDP-Lite MPLS-in-IP MANET HIP Shim6 WESP ROHC
            Ethernet AGGFRAG NSH Homa BIT-EMU
            """;

    private static final String[] NAMES = names();

    private TransportNames() {}

    private static String[] names() {
        String[] keywords = KEYWORDS.trim().split("\\s+");
        String[] names = new String[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            boolean named = i < keywords.length && !"-".equals(keywords[i]);
            names[i] = named ? keywords[i] : "IP-" + i;
        }
        return names;
    }

    /**
     * The name of a protocol number.
     *
     * @param number IANA protocol number, 0–255
     * @return its name, or {@code IP-<n>}
     */
    public static String of(int number) {
        return NAMES[number];
    }
}
