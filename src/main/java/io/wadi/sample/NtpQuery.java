package io.wadi.sample;

/** A machine asks a server for the time (NTP version 4, RFC 5905). */
final class NtpQuery {

    private static final long NANOS = 1_000_000_000L;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final int CLIENT = 4 << 3 | 3;
    private static final int SERVER = 4 << 3 | 4;
    private static final int STRATUM = 2;
    private static final int POLL = 6;
    private static final int PRECISION = -23;

    private NtpQuery() {}

    /** The request at {@code nowNanos} since the epoch, and the answer a round trip later. */
    static Conversation of(Direction path, long nowNanos, long rttNanos) {
        long asked = timestamp(nowNanos);
        long answered = timestamp(nowNanos + rttNanos / 2);
        byte[] question = header(CLIENT, 0).zeros(36).u64(asked).toBytes();
        byte[] answer = header(SERVER, STRATUM)
                .u32(0x0000_0123)
                .u32(0x0000_0456)
                .ascii("GPS\0")
                .u64(timestamp(nowNanos - 17 * NANOS))
                .u64(asked)
                .u64(answered)
                .u64(answered + 50_000)
                .toBytes();
        return new Script().udp(path, question).pause(rttNanos).udp(path.reversed(), answer);
    }

    private static Octets header(int mode, int stratum) {
        return new Octets().u8(mode).u8(stratum).u8(POLL).u8(PRECISION);
    }

    /** 32 bits of seconds since 1900, then 32 bits of fraction. */
    private static long timestamp(long nanos) {
        long seconds = nanos / NANOS + SECONDS_1900_TO_1970;
        return seconds << 32 | (nanos % NANOS << 32) / NANOS;
    }
}
