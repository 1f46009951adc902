package io.wadi.sample;

import java.nio.charset.StandardCharsets;

/** Machines search for services in the office: multicast DNS (RFC 6762) and SSDP (UPnP Device Architecture 2.0). */
final class Discovery {

    private static final int MDNS_PORT = 5353;
    private static final int SSDP_PORT = 1900;
    private static final int MDNS_HOPS = 255;
    private static final int SSDP_HOPS = 4;
    private static final long ANSWER_NANOS = 40_000_000;
    private static final int TTL_SECONDS = 4500;
    private static final String SERVICE = "_ipp._tcp.local";

    private Discovery() {}

    /** A multicast question for printers over IPv4 or IPv6, and a multicast answer. */
    static Conversation printers(Host asker, Host printer, boolean v6) {
        Endpoint group = Lan.group(v6 ? "ff02::fb" : "224.0.0.251", MDNS_PORT);
        Direction question = new Direction(v6 ? asker.link6(MDNS_PORT) : over4(asker), group);
        Direction answer = new Direction(v6 ? printer.link6(MDNS_PORT) : over4(printer), group);
        String instance = printer.name() + "." + SERVICE;
        return new Script()
                .udp(question, DnsMessageWriter.multicastQuestion(SERVICE, DnsMessageWriter.PTR))
                .pause(ANSWER_NANOS)
                .udp(answer, DnsMessageWriter.multicastPointer(SERVICE, instance, TTL_SECONDS));
    }

    private static Endpoint over4(Host host) {
        return host.over4(MDNS_PORT).withTtl(MDNS_HOPS);
    }

    /** A multicast search for screens, and a unicast answer. */
    static Conversation screens(Host asker, Host screen, int port) {
        Endpoint from = asker.over4(port).withTtl(SSDP_HOPS);
        Direction search = new Direction(from, Lan.group("239.255.255.250", SSDP_PORT));
        Direction answer = new Direction(screen.over4(SSDP_PORT), asker.over4(port));
        return new Script()
                .udp(
                        search,
                        lines(
                                "M-SEARCH * HTTP/1.1",
                                "HOST: 239.255.255.250:1900",
                                "MAN: \"ssdp:discover\"",
                                "MX: 1",
                                "ST: urn:schemas-upnp-org:device:MediaRenderer:1"))
                .pause(ANSWER_NANOS)
                .udp(
                        answer,
                        lines(
                                "HTTP/1.1 200 OK",
                                "CACHE-CONTROL: max-age=1800",
                                "EXT:",
                                "LOCATION: http://" + screen.v4() + ":8008/description.xml",
                                "ST: urn:schemas-upnp-org:device:MediaRenderer:1",
                                "USN: uuid:" + screen.name() + "::urn:schemas-upnp-org:device:MediaRenderer:1"));
    }

    private static byte[] lines(String... lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
