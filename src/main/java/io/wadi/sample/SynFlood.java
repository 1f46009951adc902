package io.wadi.sample;

/** TCP SYN with forged source addresses for a server of the office, which answers some of them. */
final class SynFlood {

    private static final int HTTPS = 443;
    private static final double ANSWERED = 0.25;
    private static final int WINDOW = 64_240;
    private static final byte[] MAXIMUM_SEGMENT = new Octets(4).u32(0x0204_05b4).toBytes();
    private static final long ANSWER_TIME = 100_000;

    private final Strangers strangers;
    private final Endpoint server;
    private final Dice dice;

    SynFlood(Lan lan, Dice dice) {
        this.dice = dice;
        strangers = new Strangers(lan, dice);
        server = lan.named("server-ci").over4(HTTPS);
    }

    /** One request, perhaps with the server's answer. */
    void request(long now, Agenda agenda) {
        Direction path = new Direction(strangers.next(dice.between(1_024, 65_535)), server);
        int sequence = (int) dice.bits();
        Script script = new Script()
                .add(frame -> frame.tcp(path, sequence, 0, FrameWriter.SYN, WINDOW, MAXIMUM_SEGMENT))
                .pause(dice.around(ANSWER_TIME));
        if (dice.chance(ANSWERED)) {
            int own = (int) dice.bits();
            script.add(frame -> frame.tcp(
                    path.reversed(), own, sequence + 1, FrameWriter.SYN | FrameWriter.ACK, WINDOW, MAXIMUM_SEGMENT));
        }
        agenda.add(now, script);
    }
}
