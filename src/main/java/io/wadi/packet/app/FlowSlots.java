package io.wadi.packet.app;

import io.wadi.net.IpAddress;

/**
 * A bounded memory of one thing per direction of a conversation. Direct-mapped: a newcomer takes the slot of whoever
 * hashes there, so that it never grows and never needs cleaning; what is lost is at most a name.
 *
 * @param <T> what is remembered
 */
final class FlowSlots<T> {

    private record Slot<T>(IpAddress src, IpAddress dst, int srcPort, int dstPort, T value) {

        boolean isOf(ApplicationContext context) {
            return srcPort == context.srcPort()
                    && dstPort == context.dstPort()
                    && src.equals(context.src())
                    && dst.equals(context.dst());
        }
    }

    private final Slot<?>[] slots;
    private int used;

    /** A memory of this many slots, a power of two. */
    FlowSlots(int size) {
        slots = new Slot<?>[size];
    }

    /** Whether nothing is remembered at all: the cheap question to ask first. */
    boolean isEmpty() {
        return used == 0;
    }

    /** What is remembered of the packet's direction, or null. */
    @SuppressWarnings("unchecked")
    T get(ApplicationContext context) {
        Slot<?> slot = slots[index(context)];
        return slot != null && slot.isOf(context) ? (T) slot.value : null;
    }

    /** Remembers something of the packet's direction; null forgets. */
    void put(ApplicationContext context, T value) {
        int index = index(context);
        used += (value == null ? 0 : 1) - (slots[index] == null ? 0 : 1);
        slots[index] = value == null
                ? null
                : new Slot<>(context.src(), context.dst(), context.srcPort(), context.dstPort(), value);
    }

    private int index(ApplicationContext context) {
        int ports = context.srcPort() << 16 | context.dstPort();
        int hash = (context.src().hashCode() * 31 + context.dst().hashCode()) * 31 + ports;
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
