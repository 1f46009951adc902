package io.wadi.packet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Compares the packets of a capture with tshark's frames, and collects the differences. */
final class Conformance {

    /** A fact of a frame that is not the same on both sides. */
    record Difference(String file, int frame, String field, String tshark, String wadi) {}

    private final List<Difference> differences = new ArrayList<>();
    private final Map<Fact, Integer> agreements = new EnumMap<>(Fact.class);

    /** Compares a file's packets, each of which must be one of the frames, in their order. */
    void compare(String file, List<TsharkFrame> frames, List<Packet> packets) {
        int next = 0;
        for (TsharkFrame frame : frames) {
            if (next < packets.size() && frame.isOf(packets.get(next))) {
                compare(file, frame, packets.get(next++));
            } else if (frame.hasIp()) {
                differences.add(new Difference(file, frame.number(), Fact.PACKET.label(), "true", "false"));
            }
        }
        if (next < packets.size()) {
            String rest = packets.size() - next + " packets from " + packets.get(next);
            differences.add(new Difference(file, 0, Fact.PACKET.label(), "", rest));
        }
    }

    private void compare(String file, TsharkFrame frame, Packet packet) {
        for (Fact fact : Fact.values()) {
            if (frame.hasIp() ? fact.appliesTo(frame, packet) : fact == Fact.PACKET) {
                compare(file, frame, packet, fact);
            }
        }
    }

    private void compare(String file, TsharkFrame frame, Packet packet, Fact fact) {
        String expected = fact.of(frame);
        String actual = fact.of(packet);
        boolean same = fact.isName() ? NameNotation.same(expected, actual) : expected.equals(actual);
        if (!same) {
            differences.add(new Difference(file, frame.number(), fact.label(), expected, actual));
        } else if (!expected.isEmpty()) {
            agreements.merge(fact, 1, Integer::sum);
        }
    }

    List<Difference> differences() {
        return differences;
    }

    /** How often both sides said the same of a fact; where both say nothing, it does not count. */
    int agreements(Fact fact) {
        return agreements.getOrDefault(fact, 0);
    }
}
