package io.wadi.sample;

import io.wadi.net.IpAddress;

/** Machines look up Ethernet addresses: ARP (RFC 826) for IPv4, neighbour discovery (RFC 4861) for IPv6. */
final class Neighbours {

    private static final long ANSWER_NANOS = 250_000;
    private static final int ROUTER_ADVERTISEMENT = 134;
    private static final int NEIGHBOUR_SOLICITATION = 135;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;
    private static final int SOLICITED_AND_OVERRIDE = 0x6000_0000;
    private static final long SOLICITED_NODE_HIGH = 0xff02_0000_0000_0000L;
    private static final long SOLICITED_NODE_LOW = 0x0000_0001_ff00_0000L;
    private static final long SOLICITED_NODE_MAC = 0x3333_ff00_0000L;
    private static final int HOPS = 255;

    private Neighbours() {}

    /** An ARP request and its answer. */
    static Conversation arp(Host asker, Host asked) {
        return new Script()
                .add(frame -> {
                    Octets out = frame.ethernet(asker.mac(), Lan.BROADCAST_MAC, FrameWriter.ARP);
                    arpBody(out, 1, asker, 0, asked);
                })
                .pause(ANSWER_NANOS)
                .add(frame -> {
                    Octets out = frame.ethernet(asked.mac(), asker.mac(), FrameWriter.ARP);
                    arpBody(out, 2, asked, asker.mac(), asker);
                });
    }

    private static void arpBody(Octets out, int operation, Host sender, long targetMac, Host target) {
        out.u16(1).u16(FrameWriter.IPV4).u8(6).u8(4).u16(operation);
        out.u48(sender.mac()).u32((int) sender.v4().low());
        out.u48(targetMac).u32((int) target.v4().low());
    }

    /** The same for IPv6: a question to the solicited-node group of the address, and the answer. */
    static Conversation solicitation(Host asker, Host asked) {
        Endpoint from = asker.link6(0);
        Endpoint target = asked.link6(0);
        long last = target.ip().low() & 0xff_ffffL;
        IpAddress group = IpAddress.v6(SOLICITED_NODE_HIGH, SOLICITED_NODE_LOW | last);
        Direction question = new Direction(from, new Endpoint(SOLICITED_NODE_MAC | last, group, 0, HOPS));
        return new Script()
                .icmp(question, NEIGHBOUR_SOLICITATION, 0, neighbourBody(0, target, 1, asker.mac()))
                .pause(ANSWER_NANOS)
                .icmp(
                        new Direction(target, from),
                        NEIGHBOUR_ADVERTISEMENT,
                        0,
                        neighbourBody(SOLICITED_AND_OVERRIDE, target, 2, asked.mac()));
    }

    private static byte[] neighbourBody(int flags, Endpoint target, int option, long mac) {
        return new Octets()
                .u32(flags)
                .bytes(target.ip().toBytes())
                .u8(option)
                .u8(1)
                .u48(mac)
                .toBytes();
    }

    /** A router advertisement. */
    static Conversation advertisement(Host router) {
        byte[] body = new Octets()
                .u8(64)
                .u8(0)
                .u16(1800)
                .u64(0)
                .u8(1)
                .u8(1)
                .u48(router.mac())
                .toBytes();
        Direction path = new Direction(router.link6(0), Lan.group("ff02::1", 0));
        return new Script().icmp(path, ROUTER_ADVERTISEMENT, 0, body);
    }
}
