package io.wadi.query;

import io.wadi.net.AddressRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts networks into pieces that do not overlap, so that the longest prefix wins without looking for it: a network loses
 * what smaller ones in it have. For example 10.0.0.0/8 without 10.1.0.0/16 has eight pieces.
 */
final class NetworkParts {

    private static final int MOST = 100_000;

    /** A piece of a network. */
    record Part(AddressRange range, NamedNetwork of) {}

    private final List<Part> parts = new ArrayList<>();

    private NetworkParts() {}

    /**
     * The pieces of all networks.
     *
     * @param networks networks, all different
     * @throws NetworkListException if there are more than {@value #MOST} pieces
     */
    static List<Part> of(List<NamedNetwork> networks) {
        NetworkParts cut = new NetworkParts();
        for (NamedNetwork network : networks) {
            List<AddressRange> smaller = networks.stream()
                    .map(NamedNetwork::range)
                    .filter(other -> network.range().covers(other) && !other.covers(network.range()))
                    .toList();
            cut.add(network, network.range(), smaller);
        }
        return cut.parts;
    }

    /** Adds a piece without what smaller networks have of it. */
    private void add(NamedNetwork network, AddressRange piece, List<AddressRange> smaller) {
        if (smaller.stream().anyMatch(other -> other.covers(piece))) {
            return;
        }
        List<AddressRange> within = smaller.stream().filter(piece::covers).toList();
        if (!within.isEmpty()) {
            piece.halves().forEach(half -> add(network, half, within));
            return;
        }
        if (parts.size() == MOST) {
            throw new NetworkListException("its networks overlap in more than " + MOST + " pieces");
        }
        parts.add(new Part(piece, network));
    }
}
