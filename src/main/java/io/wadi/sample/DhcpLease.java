package io.wadi.sample;

import io.wadi.net.IpAddress;

/** A machine joins the office network and gets its address from the router (DHCP, RFC 2131 and 2132). */
final class DhcpLease {

    private static final int SERVER_PORT = 67;
    private static final int CLIENT_PORT = 68;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int MAGIC_COOKIE = 0x6382_5363;
    private static final int NETMASK_24 = 0xffff_ff00;
    private static final int LEASE_SECONDS = 86_400;
    private static final int MESSAGE_LENGTH = 300;
    private static final long ROUTER_NANOS = 2_000_000;
    private static final long CLIENT_NANOS = 600_000;

    private DhcpLease() {}

    /** Discover, offer, request, acknowledgement. */
    static Conversation of(Host client, Host router, Dice dice) {
        int transaction = (int) dice.bits();
        Endpoint nobody = new Endpoint(client.mac(), IpAddress.v4(0), CLIENT_PORT, client.ttl());
        Direction up = new Direction(nobody, Lan.group("255.255.255.255", SERVER_PORT));
        Direction down = new Direction(router.over4(SERVER_PORT), Lan.group("255.255.255.255", CLIENT_PORT));
        return new Script()
                .udp(up, fromClient(1, client, transaction, false))
                .pause(ROUTER_NANOS)
                .udp(down, fromRouter(2, client, router, transaction))
                .pause(CLIENT_NANOS)
                .udp(up, fromClient(3, client, transaction, true))
                .pause(ROUTER_NANOS)
                .udp(down, fromRouter(5, client, router, transaction));
    }

    private static byte[] fromClient(int type, Host client, int transaction, boolean chosen) {
        Octets out = header(REQUEST, client, transaction, 0);
        out.u8(53).u8(1).u8(type);
        if (chosen) {
            address(out, 50, client.v4());
        }
        out.u8(12).sized(1, name -> name.ascii(client.name()));
        out.u8(55).sized(1, list -> list.u8(1).u8(3).u8(6).u8(15).u8(51));
        return ended(out);
    }

    private static byte[] fromRouter(int type, Host client, Host router, int transaction) {
        Octets out = header(REPLY, client, transaction, (int) client.v4().low());
        out.u8(53).u8(1).u8(type);
        address(out, 54, router.v4());
        out.u8(51).u8(4).u32(LEASE_SECONDS);
        out.u8(1).u8(4).u32(NETMASK_24);
        address(out, 3, router.v4());
        address(out, 6, router.v4());
        return ended(out);
    }

    private static Octets header(int operation, Host client, int transaction, int offered) {
        Octets out = new Octets(MESSAGE_LENGTH);
        out.u8(operation).u8(1).u8(6).u8(0).u32(transaction).u16(0).u16(0x8000);
        out.u32(0).u32(offered).u32(0).u32(0).u48(client.mac()).zeros(10);
        return out.zeros(64 + 128).u32(MAGIC_COOKIE);
    }

    private static void address(Octets out, int option, IpAddress address) {
        out.u8(option).u8(4).u32((int) address.low());
    }

    private static byte[] ended(Octets out) {
        out.u8(255);
        return out.zeros(Math.max(0, MESSAGE_LENGTH - out.length())).toBytes();
    }
}
