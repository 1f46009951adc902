package io.wadi.sample;

import io.wadi.net.IpAddress;
import io.wadi.sample.Server.Service;
import java.util.List;

/** Draws the flows that the routers of the office export: its machines and public servers. Not thread-safe. */
final class ExportedTraffic {

    /**
     * A flow of TCP.
     *
     * @param packets packets as the exporter counts them, before sampling is considered
     * @param firstNanos time of its first packet, nanoseconds since the epoch
     */
    record Drawn(
            IpAddress src,
            IpAddress dst,
            int srcPort,
            int dstPort,
            int packets,
            int bytes,
            long firstNanos,
            long lastNanos) {}

    static final int TCP = 6;
    static final int FLAGS = 0x1b;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_MILLIS = 110_000;
    private static final int EPHEMERAL_PORTS = 49_152;

    private final Lan lan = new Lan();
    private final Weighted<Server> servers;
    private final Dice dice;

    ExportedTraffic(Dice dice) {
        this.dice = dice;
        List<Server> list = ServerList.load().stream()
                .filter(server -> server.services().contains(Service.TLS))
                .toList();
        servers = new Weighted<>(list);
    }

    /** A flow that has ended in the ten seconds before a time, in one of both directions. */
    Drawn draw(long nowNanos, boolean mayBeV6) {
        Host host = lan.anyUser(dice);
        Server server = servers.pick(dice);
        boolean v6 = mayBeV6 && host.v6() && server.hasV6();
        int port = dice.between(EPHEMERAL_PORTS, 65_535);
        Endpoint inside = v6 ? host.over6(port) : host.over4(port);
        Endpoint outside = server.over(v6, Service.TLS, lan.router().mac());
        boolean up = dice.chance(0.4);
        Endpoint from = up ? inside : outside;
        Endpoint to = up ? outside : inside;
        int packets = dice.heavyTailed(1, 20_000, 0.7);
        long last = nowNanos - dice.below(10_000) * NANOS_PER_MILLI;
        long first = packets == 1 ? last : last - (long) (dice.unit() * LONGEST_MILLIS) * NANOS_PER_MILLI;
        return new Drawn(
                from.ip(),
                to.ip(),
                from.port(),
                to.port(),
                packets,
                packets * dice.between(up ? 60 : 400, up ? 300 : 1_400),
                first,
                last);
    }
}
