package io.wadi.packet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Compares the packets of a capture with tshark's frames, and collects the differences. */
final class Conformance {

    /** A fact of a frame that is not the same on both sides. */
    record Difference(String file, int frame, String field, String tshark, String wadi) {}

    /** A difference, and the packet that it is of. */
    private record Found(Difference difference, Fact fact, Packet packet) {

        /** Whether the other one is later, of the same direction, and has on tshark's side the name that this has on ours. */
        boolean isNamedLater(Found later) {
            return difference.tshark().isEmpty()
                    && later.difference.wadi().isEmpty()
                    && difference.frame() < later.difference.frame()
                    && fact == later.fact
                    && fact.isSame(later.difference.tshark(), difference.wadi())
                    && packet.srcPort() == later.packet.srcPort()
                    && packet.dstPort() == later.packet.dstPort()
                    && packet.src().equals(later.packet.src())
                    && packet.dst().equals(later.packet.dst());
        }
    }

    private final List<Difference> differences = new ArrayList<>();
    private final Map<Fact, Integer> agreements = new EnumMap<>(Fact.class);

    /** Compares a file's packets, each of which must be one of the frames, in their order. */
    void compare(String file, List<TsharkFrame> frames, List<Packet> packets) {
        List<Found> found = new ArrayList<>();
        int next = 0;
        for (TsharkFrame frame : frames) {
            if (next < packets.size() && frame.isOf(packets.get(next))) {
                compare(file, frame, packets.get(next++), found);
            } else if (frame.hasIp()) {
                differences.add(new Difference(file, frame.number(), Fact.PACKET.label(), "true", "false"));
            }
        }
        if (next < packets.size()) {
            String rest = packets.size() - next + " packets from " + packets.get(next);
            differences.add(new Difference(file, 0, Fact.PACKET.label(), "", rest));
        }
        addWithoutEarly(found);
    }

    /** Wadi names a message as soon as its name is there, tshark where the message ends: this is no difference. */
    private void addWithoutEarly(List<Found> found) {
        List<Found> later = new ArrayList<>(found);
        for (Found early : found) {
            if (early.fact.isName()) {
                later.stream().filter(early::isNamedLater).findFirst().ifPresent(end -> {
                    later.remove(early);
                    later.remove(end);
                });
            }
        }
        later.forEach(rest -> differences.add(rest.difference));
    }

    private void compare(String file, TsharkFrame frame, Packet packet, List<Found> found) {
        for (Fact fact : Fact.values()) {
            if (frame.hasIp() ? fact.appliesTo(frame, packet) : fact == Fact.PACKET) {
                compare(file, frame, packet, fact, found);
            }
        }
    }

    private void compare(String file, TsharkFrame frame, Packet packet, Fact fact, List<Found> found) {
        String expected = fact.of(frame);
        String actual = fact.of(packet);
        if (!fact.isSame(expected, actual)) {
            found.add(new Found(new Difference(file, frame.number(), fact.label(), expected, actual), fact, packet));
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
