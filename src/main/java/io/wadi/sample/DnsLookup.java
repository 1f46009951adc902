package io.wadi.sample;

/** A machine asks a resolver for the IPv4 and IPv6 addresses of a server, at the same time and from one port. */
final class DnsLookup {

    private static final long BETWEEN_QUESTIONS = 60_000;
    private static final long BETWEEN_ANSWERS = 900_000;
    private static final String[] MISTYPED = {"wpad.office.example", "www.shpo.example", "intranet.example"};

    private DnsLookup() {}

    /** The lookup of a server's name; {@code path} leads to the resolver. */
    static Conversation of(Server server, Direction path, long answerNanos, Dice dice) {
        int id = dice.below(1 << 16);
        int id6 = dice.below(1 << 16);
        String name = server.name();
        int ttl = dice.between(1, 60) * 60;
        return new Script()
                .udp(path, DnsMessageWriter.question(id, name, DnsMessageWriter.A))
                .pause(BETWEEN_QUESTIONS)
                .udp(path, DnsMessageWriter.question(id6, name, DnsMessageWriter.AAAA))
                .pause(answerNanos)
                .udp(path.reversed(), DnsMessageWriter.answer(id, name, DnsMessageWriter.A, server.v4(), ttl))
                .pause(BETWEEN_ANSWERS)
                .udp(path.reversed(), DnsMessageWriter.answer(id6, name, DnsMessageWriter.AAAA, server.v6(), ttl));
    }

    /** The lookup of a name that does not exist. */
    static Conversation mistyped(Direction path, long answerNanos, Dice dice) {
        int id = dice.below(1 << 16);
        String name = MISTYPED[dice.below(MISTYPED.length)];
        return new Script()
                .udp(path, DnsMessageWriter.question(id, name, DnsMessageWriter.A))
                .pause(answerNanos)
                .udp(path.reversed(), DnsMessageWriter.noSuchName(id, name, DnsMessageWriter.A));
    }
}
