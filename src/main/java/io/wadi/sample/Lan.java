package io.wadi.sample;

import io.wadi.net.IpAddress;
import java.util.List;

/** The machines of the office, and their addresses. */
final class Lan {

    /** Destination of broadcasts. */
    static final long BROADCAST_MAC = 0xffff_ffff_ffffL;

    private static final int NETWORK = 192 << 24 | 168 << 16 | 1 << 8;
    private static final String HOSTS = """
        router       1    38:10:d5:4c:9e:01  64   0  ipv6
        nas-1        10   00:11:32:8a:41:7c  64   9  ipv6
        server-ci    11   52:54:00:c4:19:e0  64  12  ipv6
        printer-1    20   30:05:5c:71:0b:d2  64   0  ipv4
        printer-2    21   3c:52:82:5e:33:18  64   0  ipv4
        tv-lobby     30   8c:79:f5:02:6d:a9  64  10  ipv4
        tv-meeting   31   8c:79:f5:02:71:44  64   6  ipv4
        camera-door  40   ac:cc:8e:1f:88:05  64   1  ipv4
        desk-01      101  54:bf:64:10:2a:91  128 60  ipv6
        desk-02      102  54:bf:64:10:2b:07  128 34  ipv6
        desk-03      103  54:bf:64:10:2b:5c  128 25  ipv4
        desk-04      104  54:bf:64:11:90:3e  128 20  ipv6
        desk-05      105  54:bf:64:11:91:f2  128 17  ipv4
        desk-06      106  3c:52:82:a0:17:6b  128 15  ipv6
        desk-07      107  3c:52:82:a0:19:83  128 13  ipv4
        desk-08      108  3c:52:82:a0:1c:40  128 11  ipv6
        desk-09      109  70:85:c2:9d:04:2f  64  10  ipv6
        desk-10      110  70:85:c2:9d:07:b8  64   8  ipv6
        laptop-01    121  f0:18:98:3b:ce:12  64  45  ipv6
        laptop-02    122  f0:18:98:44:07:d9  64  28  ipv6
        laptop-03    123  a4:83:e7:5a:b1:60  64  20  ipv6
        laptop-04    124  a4:83:e7:61:2e:8f  64  16  ipv6
        laptop-05    125  34:02:86:d7:40:1a  128 13  ipv4
        laptop-06    126  34:02:86:d7:98:c3  128 11  ipv6
        laptop-07    127  34:02:86:e0:05:77  128  9  ipv6
        laptop-08    128  f8:63:3f:12:ab:4d  64   7  ipv4
        phone-01     141  be:2d:10:84:f6:31  64  14  ipv6
        phone-02     142  de:07:5b:c9:12:a8  64  11  ipv6
        phone-03     143  9a:61:e4:30:7f:0c  64   9  ipv6
        phone-04     144  76:f3:08:bb:d5:92  64   7  ipv4
        phone-05     145  ea:4c:97:16:20:6e  64   5  ipv6
        phone-06     146  12:b8:c5:7d:e9:53  64   4  ipv4
        """;

    private final List<Host> hosts = HOSTS.lines().map(Lan::host).toList();
    private final Weighted<Host> byUse = new Weighted<>(hosts);

    private static Host host(String line) {
        String[] fields = line.split(" +");
        IpAddress v4 = address(Integer.parseInt(fields[1]));
        long mac = Long.parseLong(fields[2].replace(":", ""), 16);
        boolean v6 = fields[5].equals("ipv6");
        return new Host(fields[0], mac, v4, v6, Integer.parseInt(fields[3]), Integer.parseInt(fields[4]));
    }

    /** The address in the office's network with this last byte. */
    static IpAddress address(int last) {
        return IpAddress.v4(NETWORK | last);
    }

    /** All machines, the router first. */
    List<Host> hosts() {
        return hosts;
    }

    /** The router, which is also the office's name and DHCP server. */
    Host router() {
        return hosts.get(0);
    }

    /** The machine of this name. */
    Host named(String name) {
        return hosts.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A random machine except the router; busy ones are more likely. */
    Host anyUser(Dice dice) {
        return byUse.pick(dice);
    }

    /** A random machine except the router; all are equally likely. */
    Host any(Dice dice) {
        return hosts.get(dice.between(1, hosts.size() - 1));
    }

    /** A group or broadcast address as the destination of a path, with its Ethernet address by RFC 1112 or 2464. */
    static Endpoint group(String address, int port) {
        IpAddress ip = IpAddress.parse(address);
        long mac = ip.isV4() ? 0x0100_5e00_0000L | ip.low() & 0x7f_ffffL : 0x3333_0000_0000L | ip.low() & 0xffff_ffffL;
        return new Endpoint(address.equals("255.255.255.255") ? BROADCAST_MAC : mac, ip, port, 1);
    }
}
