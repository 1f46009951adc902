package io.wadi.sample;

import java.util.List;
import java.util.Set;

/**
 * A machine of the office tries the TCP ports of all others, one machine after the other, as {@code nmap -sS} does. It
 * begins again with another source port, so that no two probes belong to the same flow.
 */
final class PortScan {

    private static final int PORTS = 65_535;

    /** Has no common factor with the number of ports, so that its multiples meet each port once. */
    private static final int STRIDE = 40_502;

    private static final int FIRST_SOURCE_PORT = 33_000;
    private static final int SOURCE_PORTS = 32_000;
    private static final Set<Integer> OPEN = Set.of(22, 80, 443);
    private static final int REJECTING_TTL = 64;
    private static final int WINDOW = 1024;
    private static final byte[] NO_OPTIONS = {};
    private static final byte[] MAXIMUM_SEGMENT = new Octets(4).u32(0x0204_05b4).toBytes();
    private static final long ROUND_TRIP = 300_000;

    private final Host scanner;
    private final List<Host> targets;
    private final Dice dice;
    private long probes;

    PortScan(Lan lan, Dice dice) {
        this.dice = dice;
        scanner = lan.any(dice);
        targets = lan.hosts().stream().filter(host -> host != scanner).toList();
    }

    /** One probe, with the answer: Windows drops it, other systems reject it or have the port open. */
    void probe(long now, Agenda agenda) {
        long sweep = probes / PORTS;
        Host target = targets.get((int) (sweep % targets.size()));
        int port = 1 + (int) (probes++ * STRIDE % PORTS);
        int sourcePort = FIRST_SOURCE_PORT + (int) (sweep / targets.size() % SOURCE_PORTS);
        Direction path = new Direction(scanner.over4(sourcePort), target.over4(port));
        int sequence = (int) dice.bits();
        Script script = new Script()
                .add(frame -> frame.tcp(path, sequence, 0, FrameWriter.SYN, WINDOW, MAXIMUM_SEGMENT))
                .pause(dice.around(ROUND_TRIP));
        if (target.ttl() == REJECTING_TTL) {
            answer(script, path, sequence + 1, OPEN.contains(port));
        }
        agenda.add(now, script);
    }

    private void answer(Script script, Direction path, int expected, boolean isOpen) {
        Direction back = path.reversed();
        if (isOpen) {
            int sequence = (int) dice.bits();
            script.add(frame -> frame.tcp(
                            back, sequence, expected, FrameWriter.SYN | FrameWriter.ACK, 64_240, MAXIMUM_SEGMENT))
                    .pause(dice.around(ROUND_TRIP))
                    .add(frame -> frame.tcp(path, expected, 0, FrameWriter.RST, 0, NO_OPTIONS));
        } else {
            script.add(frame -> frame.tcp(back, 0, expected, FrameWriter.RST | FrameWriter.ACK, 0, NO_OPTIONS));
        }
    }
}
