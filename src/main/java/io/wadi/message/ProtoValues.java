package io.wadi.message;

import com.google.protobuf.CodedInputStream;
import io.wadi.net.IpAddress;
import io.wadi.net.TextCleaner;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the values of a Protobuf message. A value that its field cannot hold is rejected with a reason, as in {@link
 * MessageValues}. A text or an address that messages repeat creates no object. Not thread-safe.
 */
final class ProtoValues {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAC_BYTES = 6;
    private static final int FEW = 1024;
    private static final int MANY = 16_384;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final WrittenTexts<String> words = new WrittenTexts<>(FEW, TextCleaner::clean);
    private final WrittenTexts<String> names = new WrittenTexts<>(FEW, TextCleaner::clean);
    private final WrittenTexts<String> conversations = new WrittenTexts<>(MANY, TextCleaner::clean);
    private final BinaryAddresses addresses = new BinaryAddresses();
    private byte[] bytes;
    private CodedInputStream in;
    private int first;
    private int start;
    private int end;

    /** Starts to read a message, which is a part of an array. */
    void of(byte[] array, int from, int to) {
        bytes = array;
        first = from;
        in = CodedInputStream.newInstance(array, from, to - from);
    }

    /** The tag of the next field; 0 at the end of the message or of the part that is open. */
    int tag() throws IOException {
        return in.readTag();
    }

    /** Opens a message or list inside the message; returns what closes it. */
    int open() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    /** Ends the part that {@link #open} has begun. */
    void close(int opened) {
        in.popLimit(opened);
    }

    boolean isAtEnd() throws IOException {
        return in.isAtEnd();
    }

    /** Passes over a field. */
    void skip(int tag) throws IOException {
        in.skipField(tag);
    }

    /** An integer from 0 to {@code most}, of variable length. */
    long number(String field, long most) throws IOException, PacketFormatException {
        long number = in.readRawVarint64();
        if (number < 0 || number > most) {
            throw new PacketFormatException(
                    field + " is " + Long.toUnsignedString(number) + ", not between 0 and " + most);
        }
        return number;
    }

    long fixed32() throws IOException {
        return in.readFixed32() & 0xffff_ffffL;
    }

    long fixed64() throws IOException {
        return in.readFixed64();
    }

    boolean bool() throws IOException {
        return in.readBool();
    }

    /** An address in network byte order. */
    IpAddress address(String field) throws IOException, PacketFormatException {
        takeBytes();
        switch (end - start) {
            case Integer.BYTES -> {
                return addresses.v4((int) INTS.get(bytes, start));
            }
            case 2 * Long.BYTES -> {
                return addresses.v6((long) LONGS.get(bytes, start), (long) LONGS.get(bytes, start + Long.BYTES));
            }
            default -> throw new PacketFormatException(field + " has neither 4 nor 16 bytes");
        }
    }

    /** A MAC address in the low 48 bits. */
    long mac(String field) throws IOException, PacketFormatException {
        takeBytes();
        if (end - start != MAC_BYTES) {
            throw new PacketFormatException(field + " does not have 6 bytes");
        }
        long mac = 0;
        for (int i = start; i < end; i++) {
            mac = mac << Byte.SIZE | bytes[i] & 0xff;
        }
        return mac;
    }

    /** One of few texts that messages repeat. */
    String word(String field, int most) throws IOException, PacketFormatException {
        return text(field, words, most);
    }

    /** A name of a host. */
    String name(String field, int most) throws IOException, PacketFormatException {
        return text(field, names, most);
    }

    /** The id of a conversation. There are many of them, each in many messages. */
    String conversation(String field, int most) throws IOException, PacketFormatException {
        return text(field, conversations, most);
    }

    private void takeBytes() throws IOException {
        int length = in.readRawVarint32();
        start = first + in.getTotalBytesRead();
        in.skipRawBytes(length);
        end = start + length;
    }

    private String text(String field, WrittenTexts<String> texts, int most) throws IOException, PacketFormatException {
        takeBytes();
        long hash = end - start;
        long seen = 0;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            seen |= word;
            hash = mix(hash, word);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        if (((seen | rest) & HIGHS) != 0) {
            return foreign(field, most);
        }
        requireLength(field, end - start, most);
        return texts.get(bytes, start, end, mix(hash, rest));
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }

    private static void requireLength(String field, int length, int most) throws PacketFormatException {
        if (length > most) {
            throw new PacketFormatException(field + " is longer than " + most + " characters");
        }
    }

    /** A text that is not ASCII. A decoder accepts no half of a surrogate pair, and replaces nothing. */
    private String foreign(String field, int most) throws PacketFormatException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PacketFormatException(field + " is not UTF-8");
        }
        requireLength(field, text.length(), most);
        return TextCleaner.clean(text);
    }
}
