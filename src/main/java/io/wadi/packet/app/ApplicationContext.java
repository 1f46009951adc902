package io.wadi.packet.app;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** What an {@link ApplicationDecoder} knows about a payload's packet, and where it puts names. */
public final class ApplicationContext {

    /** IANA protocol number of TCP. */
    public static final int TCP = 6;

    /** IANA protocol number of UDP. */
    public static final int UDP = 17;

    private int transport;
    private int srcPort;
    private int dstPort;
    private IpAddress src;
    private IpAddress dst;
    private String name;
    private String refined;
    private List<AddressName> answers = List.of();

    public void set(int transport, int srcPort, int dstPort, IpAddress src, IpAddress dst) {
        this.transport = transport;
        this.srcPort = srcPort;
        this.dstPort = dstPort;
        this.src = src;
        this.dst = dst;
        name = null;
        refined = null;
        answers = List.of();
    }

    /** IANA protocol number of the transport ({@link #TCP}, {@link #UDP}, 132 for SCTP). */
    public int transport() {
        return transport;
    }

    /** Source port, 0–65535. */
    public int srcPort() {
        return srcPort;
    }

    /** Destination port, 0–65535. */
    public int dstPort() {
        return dstPort;
    }

    /** Source address. */
    public IpAddress src() {
        return src;
    }

    /** Destination address. */
    public IpAddress dst() {
        return dst;
    }

    /** Whether the packet has this transport and, on either side, this port. */
    public boolean is(int transportNumber, int port) {
        return transport == transportNumber && (srcPort == port || dstPort == port);
    }

    /** Sets the name of the packet's peer; the caller cleans and limits it. */
    public void name(String value) {
        name = value;
    }

    /** Adds a name that the packet gives to an address; at most {@link AddressName#MOST_OF_A_PACKET} are kept. */
    public void answer(IpAddress ip, String value) {
        if (answers.isEmpty()) {
            answers = new ArrayList<>(2);
        }
        if (answers.size() < AddressName.MOST_OF_A_PACKET) {
            answers.add(new AddressName(ip, value));
        }
    }

    /** Sets a more specific protocol than {@link ApplicationDecoder#protocol()}, for decoders of a protocol family. */
    public void protocol(String value) {
        refined = value;
    }

    public String name() {
        return name;
    }

    public List<AddressName> answers() {
        return answers;
    }

    String refinedProtocol() {
        return refined;
    }
}
