package io.wadi.sample;

/** ICMP echo (RFC 792) or ICMPv6 echo (RFC 4443), once per second. */
final class Ping {

    private static final long SECOND = 1_000_000_000L;
    private static final int BODY = 56;

    private Ping() {}

    /** Requests with their replies; one of twenty replies is missing. */
    static Conversation of(Direction path, int count, long rttNanos, Dice dice) {
        int request = path.isV4() ? 8 : 128;
        int reply = path.isV4() ? 0 : 129;
        int id = dice.below(1 << 16);
        Script script = new Script();
        for (int sequence = 1; sequence <= count; sequence++) {
            byte[] body =
                    new Octets().u16(id).u16(sequence).bytes(dice.bytes(BODY)).toBytes();
            script.icmp(path, request, 0, body).pause(SECOND);
            if (!dice.chance(0.05)) {
                script.pause(rttNanos).icmp(path.reversed(), reply, 0, body).pause(SECOND - rttNanos);
            }
        }
        return script;
    }
}
