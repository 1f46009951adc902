package io.wadi.sample;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers of open resolvers to questions that somebody asked with the address of a machine of the office. */
final class DnsAmplification {

    private static final int DNS = 53;
    private static final int RESOLVERS = 20_000;
    private static final int FEWEST_TEXTS = 3;
    private static final int MOST_TEXTS = 6;
    private static final int TEXT_BYTES = 200;
    private static final int TTL_SECONDS = 3_600;
    private static final String NAME = "amplified.example";

    private final List<Endpoint> resolvers;
    private final List<byte[]> texts;
    private final Host victim;
    private final Dice dice;

    DnsAmplification(Lan lan, Dice dice) {
        this.dice = dice;
        Strangers strangers = new Strangers(lan, dice);
        resolvers = Stream.generate(() -> strangers.next(DNS)).limit(RESOLVERS).toList();
        texts = IntStream.range(0, MOST_TEXTS)
                .mapToObj(i -> dice.bytes(TEXT_BYTES))
                .toList();
        victim = lan.any(dice);
    }

    /** One answer, to any port. */
    void answer(long now, Agenda agenda) {
        Endpoint resolver = resolvers.get(dice.below(resolvers.size()));
        Direction path = new Direction(resolver, victim.over4(dice.between(1_024, 65_535)));
        List<byte[]> records = texts.subList(0, dice.between(FEWEST_TEXTS, MOST_TEXTS));
        byte[] message = DnsMessageWriter.texts(dice.below(1 << 16), NAME, records, TTL_SECONDS);
        agenda.add(now, new Script().udp(path, message));
    }
}
