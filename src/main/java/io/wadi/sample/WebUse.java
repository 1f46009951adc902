package io.wadi.sample;

import io.wadi.sample.Server.Service;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The office's use of public servers: a DNS lookup, then a connection, over IPv6 if both endpoints have it. */
final class WebUse {

    private static final double ALREADY_KNOWN = 0.35;
    private static final double PREFERS_V6 = 0.75;
    private static final double ASKS_ROUTER = 0.8;
    private static final long ROUTER_ANSWERS = 14_000_000;
    private static final long AFTER_ANSWER = 25_000_000;
    private static final int EPHEMERAL_PORTS = 49_152;

    private final Lan lan;
    private final Dice dice;
    private final QuicInitialKeys keys = new QuicInitialKeys();
    private final Map<Service, Weighted<Server>> servers = new EnumMap<>(Service.class);

    WebUse(Lan lan, List<Server> list, Dice dice) {
        this.lan = lan;
        this.dice = dice;
        for (Service service : Service.values()) {
            servers.put(
                    service,
                    new Weighted<>(list.stream()
                            .filter(server -> server.services().contains(service))
                            .toList()));
        }
    }

    /** Draws the requests and responses of one connection. */
    interface Plan {
        List<RequestResponse> draw(Dice dice);
    }

    /** A connection over TLS. */
    Habit.Beginning tls(Plan plan) {
        return (now, agenda) -> {
            Host host = lan.anyUser(dice);
            Server server = servers.get(Service.TLS).pick(dice);
            List<Message> messages = TlsSession.messages(server.name(), "h2", plan.draw(dice), dice);
            tcp(now, agenda, host, server, Service.TLS, messages);
        };
    }

    /** A check for mail, over TLS. */
    void mail(long now, Agenda agenda) {
        Server server = servers.get(Service.MAIL).pick(dice);
        List<Message> messages = TlsSession.messages(server.name(), "imap", RequestResponse.mail(dice), dice);
        tcp(now, agenda, lan.anyUser(dice), server, Service.MAIL, messages);
    }

    /** A connection over QUIC. */
    Habit.Beginning quic(Plan plan) {
        return (now, agenda) -> {
            Host host = lan.anyUser(dice);
            Server server = servers.get(Service.QUIC).pick(dice);
            Direction path = path(host, server, Service.QUIC);
            long start = lookUp(now, agenda, host, server);
            agenda.add(start, new QuicConversation(path, server, plan.draw(dice), keys, dice));
        };
    }

    /** Downloads over unencrypted HTTP. */
    void http(long now, Agenda agenda) {
        Server server = servers.get(Service.HTTP).pick(dice);
        List<Message> messages = HttpSession.messages(server.name(), RequestResponse.page(dice), dice);
        tcp(now, agenda, lan.anyUser(dice), server, Service.HTTP, messages);
    }

    /** A session on a remote machine. */
    void ssh(long now, Agenda agenda) {
        Server server = servers.get(Service.SSH).pick(dice);
        List<Message> messages = SshSession.messages(dice.between(20, 160), dice);
        tcp(now, agenda, lan.anyUser(dice), server, Service.SSH, messages);
    }

    /** The file server's backup to the cloud. */
    void backup(long now, Agenda agenda) {
        Server server = servers.get(Service.TLS).pick(dice);
        List<Message> messages = TlsSession.messages(server.name(), "h2", RequestResponse.upload(dice), dice);
        tcp(now, agenda, lan.named("nas-1"), server, Service.TLS, messages);
    }

    /** A time query. */
    void ntp(long now, Agenda agenda) {
        Host host = lan.any(dice);
        Server server = servers.get(Service.NTP).pick(dice);
        Direction path = path(host, server, Service.NTP);
        agenda.add(now, NtpQuery.of(path, now, server.rttNanos()));
    }

    /** A ping of a server; ICMP ignores the ports of the path. */
    void ping(long now, Agenda agenda) {
        Host host = lan.anyUser(dice);
        Server server = servers.get(Service.TLS).pick(dice);
        Direction path = path(host, server, Service.TLS);
        agenda.add(now, Ping.of(path, dice.between(3, 6), server.rttNanos(), dice));
    }

    /** A lookup of a name that does not exist. */
    void mistyped(long now, Agenda agenda) {
        Direction path = resolver(lan.anyUser(dice));
        agenda.add(now, DnsLookup.mistyped(path, dice.around(ROUTER_ANSWERS), dice));
    }

    private void tcp(long now, Agenda agenda, Host host, Server server, Service service, List<Message> messages) {
        Direction path = path(host, server, service);
        long start = lookUp(now, agenda, host, server);
        agenda.add(start, new TcpConnection(path, server.rttNanos(), messages, dice));
    }

    /** Looks the name up, unless the host has it in its cache; returns the time at which the connection can start. */
    private long lookUp(long now, Agenda agenda, Host host, Server server) {
        if (dice.chance(ALREADY_KNOWN)) {
            return now;
        }
        long answer = dice.around(ROUTER_ANSWERS);
        agenda.add(now, DnsLookup.of(server, resolver(host), answer, dice));
        return now + answer + AFTER_ANSWER;
    }

    /** The path from a host to its resolver, which is usually the router. */
    private Direction resolver(Host host) {
        int port = port();
        if (dice.chance(ASKS_ROUTER)) {
            boolean v6 = host.v6() && dice.chance(0.5);
            Host router = lan.router();
            int dns = Service.DNS.port();
            return v6
                    ? new Direction(host.local6(port), router.local6(dns))
                    : new Direction(host.over4(port), router.over4(dns));
        }
        return path(host, servers.get(Service.DNS).pick(dice), Service.DNS);
    }

    /** The path from a host to a server, with a new source port. */
    private Direction path(Host host, Server server, Service service) {
        boolean v6 = host.v6() && server.hasV6() && dice.chance(PREFERS_V6);
        Endpoint client = v6 ? host.over6(port()) : host.over4(port());
        return new Direction(client, server.over(v6, service, lan.router().mac()));
    }

    private int port() {
        return dice.between(EPHEMERAL_PORTS, 65_535);
    }
}
