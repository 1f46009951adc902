package io.wadi.packet.app;

import io.wadi.net.IpAddress;

/**
 * Remembers one value per direction of a conversation, in a bounded table. It is direct-mapped: a new conversation
 * replaces the one in its slot, so the table never grows and needs no cleaning. A lost value costs at most a name.
 *
 * @param <T> type of the values
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

    /** Creates a table of this many slots, a power of two. */
    FlowSlots(int size) {
        slots = new Slot<?>[size];
    }

    /** Whether the table is empty: a cheap check before {@link #get}. */
    boolean isEmpty() {
        return used == 0;
    }

    /** The value of the packet's direction, or null. */
    @SuppressWarnings("unchecked")
    T get(ApplicationContext context) {
        Slot<?> slot = slots[index(context)];
        return slot != null && slot.isOf(context) ? (T) slot.value : null;
    }

    /** Sets the value of the packet's direction; null removes it. */
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
