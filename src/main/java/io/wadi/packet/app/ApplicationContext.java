package io.wadi.packet.app;

import io.wadi.net.AddressName;
import io.wadi.net.EndpointHash;
import io.wadi.net.HostName;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** What an {@link ApplicationDecoder} knows about a payload's packet, and where it puts names. */
public final class ApplicationContext {

    /** IANA protocol number of TCP. */
    public static final int TCP = 6;

    /** IANA protocol number of UDP. */
    public static final int UDP = 17;

    /** The payload has no unfinished message. */
    static final int NONE = -1;

    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private int transport;
    private int srcPort;
    private int dstPort;
    private IpAddress src;
    private IpAddress dst;
    private String name;
    private String refined;
    private List<AddressName> answers = List.of();
    private boolean proxied;
    private int flags;
    private int position;
    private boolean whole;
    private int seen;
    private int acknowledged;
    private int unfinished;
    private boolean unfinishedNamed;
    private int mayBegin;
    private int continuesAt;
    private long nextMessageAt;
    private boolean silent;
    private long conversation;
    private long direction;

    /** Starts a packet; for a TCP segment, {@link #segment} must follow. */
    public void set(int transport, int srcPort, int dstPort, IpAddress src, IpAddress dst) {
        this.transport = transport;
        this.srcPort = srcPort;
        this.dstPort = dstPort;
        this.src = src;
        this.dst = dst;
        flags = 0;
        whole = false;
        conversation = 0;
        clear();
    }

    /**
     * Sets the place of a TCP segment in its stream.
     *
     * @param tcpFlags flag bits as in the header
     * @param sequence sequence number, 32 bits
     * @param acknowledgement acknowledgement number, 32 bits
     * @param isWhole whether the payload was captured completely
     */
    public void segment(int tcpFlags, long sequence, long acknowledgement, boolean isWhole) {
        flags = tcpFlags;
        acknowledged = (int) acknowledgement;
        position = (int) sequence + (isSyn() ? 1 : 0);
        whole = isWhole;
    }

    /** Forgets what decoders said. */
    void clear() {
        name = null;
        refined = null;
        answers = List.of();
        proxied = false;
        seen = 0;
        mayBegin = NONE;
        continuesAt = NONE;
        nextMessageAt = NONE;
        silent = false;
        unfinished(NONE, false);
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

    /** Whether the segment opens a connection in its direction. */
    boolean isSyn() {
        return (flags & SYN) != 0;
    }

    /** Whether the segment asks for a new connection. */
    boolean isClientSyn() {
        return (flags & (SYN | ACK)) == SYN;
    }

    /** Sequence number of the payload's first byte. */
    int position() {
        return position;
    }

    /** Whether the segment acknowledges bytes of the other direction. */
    boolean isAck() {
        return (flags & ACK) != 0;
    }

    /** Sequence number after the last byte of the other direction that the sender has received. */
    int acknowledged() {
        return acknowledged;
    }

    /** Whether the packet is a TCP segment whose payload was captured completely, so the next one continues it. */
    boolean isWhole() {
        return whole;
    }

    /** Number of bytes at the start of the payload that decoders have seen before, in an earlier segment. */
    int seen() {
        return seen;
    }

    void seen(int bytes) {
        seen = bytes;
    }

    /** 64 bits that identify the conversation, the same in both directions. */
    long conversation() {
        hash();
        return conversation;
    }

    /** 64 bits that identify the packet's direction of its conversation. */
    long direction() {
        hash();
        return direction;
    }

    /** The {@link #direction} of packets in the other direction; both are adjacent in tables. */
    long reverse() {
        return direction() ^ 1;
    }

    private void hash() {
        if (conversation == 0) {
            long srcHash = EndpointHash.of(src, srcPort);
            long dstHash = EndpointHash.of(dst, dstPort);
            conversation = EndpointHash.mix(srcHash + dstHash ^ transport);
            direction = conversation & -2 | (srcHash < dstHash ? 1 : 0);
        }
    }

    /**
     * Says that a message begins at this position and does not end in the payload.
     *
     * @param named whether {@link #name} is that of this message, and not of one before it
     */
    void unfinished(int from, boolean named) {
        unfinished = from;
        unfinishedNamed = named;
    }

    /** Says, if the payload is not recognised, that a message may begin at this position. */
    void mayBegin(int from) {
        mayBegin = from;
    }

    /** Says that the payload is of another protocol from this position on. */
    void continuesAt(int position) {
        continuesAt = position;
    }

    /** Where another protocol begins, or {@link #NONE}; it may be after the payload. */
    int continuesAt() {
        return continuesAt;
    }

    /** Says that the rest of the payload, and bytes after it up to this position of it, are the body of a message. */
    void nextMessageAt(long position) {
        nextMessageAt = position;
    }

    /** Where the next message begins after the payload, or {@link #NONE} if that is not known. */
    long nextMessageAt() {
        return nextMessageAt;
    }

    /** Says that names in later packets of this direction are not to be believed: nothing tells messages from bodies. */
    void silence() {
        silent = true;
    }

    /** Whether later packets of this direction name nobody, until a new connection. */
    boolean isSilent() {
        return silent;
    }

    /** Start of the message that does not end in the payload, or {@link #NONE}; if recognised, as its decoder says. */
    int unfinished(boolean recognised) {
        return recognised ? unfinished : mayBegin;
    }

    /** Whether {@link #name} is that of the unfinished message. */
    boolean isUnfinishedNamed() {
        return unfinishedNamed;
    }

    /** Sets the name of the packet's peer; the caller cleans and limits it. */
    public void name(String value) {
        name = value;
    }

    /** Sets the name of the packet's peer from an authority, which may have a user and a port. */
    void host(String authority) {
        name = HostName.of(authority);
    }

    /** Says that the destination is a proxy: this packet and later ones name another host. */
    void proxied() {
        proxied = true;
    }

    /** Whether the name is that of a host behind the destination, which is a proxy. */
    public boolean isProxied() {
        return proxied;
    }

    /** Removes what says something of the peer, because the payload may be the middle of a message. */
    void forgetNames() {
        name = null;
        answers = List.of();
        proxied = false;
        silent = false;
    }

    /** Whether the packet gives a name to its peer or to any address. */
    boolean namesSomebody() {
        return name != null || !answers.isEmpty();
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
