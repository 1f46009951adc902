package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.List;
import java.util.Random;

/** Random packets with all fields that a reader accepts, the same ones for the same seed. */
public final class RandomPackets {

    private static final List<String> PROTOCOLS = List.of("TCP", "DNS", "TLS", "IP-253", "mDNS", "Ökonomie", "\"q\"");
    private static final List<String> NAMES = List.of(
            "example.org", "xn--nxasmq6b.example", "ünïcödé.example", "quote\"back\\slash", "brace{},[]:", "'", "🐪");

    private static final List<String> TYPES = List.of("Ethernet", "Linux SLL", "Raw IP");

    private final Random random;

    public RandomPackets(long seed) {
        random = new Random(seed);
    }

    public Packet next() {
        boolean v4 = random.nextBoolean();
        return TestPacket.udp("::", 0, "::", 0)
                .with(p -> {
                    p.type = any(TYPES);
                    p.timestampNanos = random.nextLong(Long.MAX_VALUE / 1000) * (random.nextBoolean() ? 1 : 1000);
                    p.src = address(v4);
                    p.dst = address(v4);
                    p.ttl = random.nextInt(-1, 256);
                    p.size = random.nextInt(Packet.MOST_SIZE + 1);
                    p.length = random.nextInt(1, Integer.MAX_VALUE);
                    p.captured = random.nextInt(Integer.MAX_VALUE);
                    p.protocol = any(PROTOCOLS);
                    p.transport = any(PROTOCOLS);
                    p.name = random.nextBoolean() ? any(NAMES) : null;
                    p.proxied = random.nextInt(8) == 0;
                    p.flow = random.nextInt(10) > 0 ? "1:" + random.nextInt() : null;
                    p.probe = any(NAMES) + "/eth" + random.nextInt(2000);
                    ports(p);
                    details(p);
                })
                .build();
    }

    private void ports(PacketBuilder p) {
        boolean ports = random.nextInt(4) > 0;
        p.srcPort = ports ? random.nextInt(65_536) : Packet.NO_PORT;
        p.dstPort = ports ? random.nextInt(65_536) : Packet.NO_PORT;
    }

    private void details(PacketBuilder p) {
        if (random.nextBoolean()) {
            p.tcp = new Packet.Tcp(
                    random.nextInt(256), unsigned(), unsigned(), random.nextInt(65_536), random.nextInt(1 << 30));
        }
        if (random.nextInt(5) == 0) {
            p.icmp = new Packet.Icmp(random.nextInt(256), random.nextInt(256));
        }
        if (random.nextInt(5) == 0) {
            p.fragment = new Packet.Fragment(
                    unsigned(), random.nextInt(8192) * 8, random.nextBoolean(), random.nextInt(65_536), 7);
        }
        if (random.nextInt(5) == 0) {
            p.answers = List.of(new AddressName(address(true), any(NAMES)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            p.addVlan(random.nextInt(4096));
        }
    }

    private long unsigned() {
        return random.nextInt() & 0xffff_ffffL;
    }

    private IpAddress address(boolean v4) {
        if (v4) {
            return IpAddress.v4(random.nextInt());
        }
        // Runs of zeros and mapped addresses are where text forms differ.
        return switch (random.nextInt(3)) {
            case 0 -> IpAddress.v6(0, random.nextInt(70_000));
            case 1 -> IpAddress.v6(0, 0xffff_0000_0000L | unsigned());
            default -> IpAddress.v6(random.nextLong(), random.nextLong() & 0xffff_0000_ffffL);
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
