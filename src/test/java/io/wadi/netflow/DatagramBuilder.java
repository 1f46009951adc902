package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Builds the bytes of datagrams by hand, in network byte order. */
public final class DatagramBuilder {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    DatagramBuilder u8(int... values) {
        Arrays.stream(values).forEach(bytes::write);
        return this;
    }

    DatagramBuilder u16(int... values) {
        Arrays.stream(values).forEach(value -> u8(value >>> 8, value));
        return this;
    }

    DatagramBuilder u32(long... values) {
        Arrays.stream(values).forEach(value -> u16((int) (value >>> 16), (int) value));
        return this;
    }

    DatagramBuilder u64(long... values) {
        Arrays.stream(values).forEach(value -> u32(value >>> 32, value));
        return this;
    }

    DatagramBuilder ip(String... addresses) {
        Arrays.stream(addresses).forEach(address -> raw(IpAddress.parse(address).toBytes()));
        return this;
    }

    DatagramBuilder raw(byte... more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** A set of NetFlow v9 or IPFIX with its header. */
    static byte[] set(int id, DatagramBuilder content) {
        byte[] body = content.bytes();
        return new DatagramBuilder().u16(id, 4 + body.length).raw(body).bytes();
    }

    /** A message of IPFIX (RFC 7011 section 3.1). */
    static byte[] ipfix(long exportSeconds, long sequence, long domain, byte[]... sets) {
        int length = 16 + Arrays.stream(sets).mapToInt(set -> set.length).sum();
        DatagramBuilder message = new DatagramBuilder().u16(10, length).u32(exportSeconds, sequence, domain);
        Arrays.stream(sets).forEach(message::raw);
        return message.bytes();
    }

    /** A packet of NetFlow v9 (RFC 3954 section 5.1). */
    static byte[] v9(long uptime, long exportSeconds, long sequence, long source, byte[]... sets) {
        DatagramBuilder packet = new DatagramBuilder().u16(9, sets.length).u32(uptime, exportSeconds, sequence, source);
        Arrays.stream(sets).forEach(packet::raw);
        return packet.bytes();
    }

    /** A datagram of NetFlow v5 with records. */
    public static byte[] v5(long uptime, long exportSeconds, long sequence, int sampling, byte[]... records) {
        DatagramBuilder datagram = new DatagramBuilder()
                .u16(5, records.length)
                .u32(uptime, exportSeconds, 0, sequence)
                .u8(1, 2)
                .u16(sampling);
        Arrays.stream(records).forEach(datagram::raw);
        return datagram.bytes();
    }

    /** A record of NetFlow v5: TCP from 192.0.2.1:1234 to 198.51.100.2:443. */
    public static byte[] v5Record(long packets, long octets, long firstUptime, long lastUptime) {
        return new DatagramBuilder()
                .ip("192.0.2.1", "198.51.100.2", "203.0.113.9")
                .u16(3, 4)
                .u32(packets, octets, firstUptime, lastUptime)
                .u16(1234, 443)
                .u8(0, 0x1b, 6, 0x10)
                .u16(64500, 64501)
                .u8(24, 16)
                .u16(0)
                .bytes();
    }

    /** A sample or a record of sFlow: format, length, content. */
    static byte[] opaque(long format, DatagramBuilder content) {
        byte[] body = content.bytes();
        return new DatagramBuilder().u32(format, body.length).raw(body).bytes();
    }
}
