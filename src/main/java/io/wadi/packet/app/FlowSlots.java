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

        boolean isOf(IpAddress otherSrc, int otherSrcPort, IpAddress otherDst, int otherDstPort) {
            return srcPort == otherSrcPort && dstPort == otherDstPort && src.equals(otherSrc) && dst.equals(otherDst);
        }
    }

    private final Slot<?>[] slots;

    /** Creates a table of this many slots, a power of two. */
    FlowSlots(int size) {
        slots = new Slot<?>[size];
    }

    /** The value of the packet's direction, or null. */
    T get(ApplicationContext context) {
        return get(context.src(), context.srcPort(), context.dst(), context.dstPort());
    }

    /** The value of the other direction of the packet's conversation, or null. */
    T getReverse(ApplicationContext context) {
        return get(context.dst(), context.dstPort(), context.src(), context.srcPort());
    }

    @SuppressWarnings("unchecked")
    private T get(IpAddress src, int srcPort, IpAddress dst, int dstPort) {
        Slot<?> slot = slots[index(src, srcPort, dst, dstPort)];
        return slot != null && slot.isOf(src, srcPort, dst, dstPort) ? (T) slot.value : null;
    }

    /** Sets the value of the packet's direction, which must not be null. */
    void put(ApplicationContext context, T value) {
        slots[index(context.src(), context.srcPort(), context.dst(), context.dstPort())] =
                new Slot<>(context.src(), context.dst(), context.srcPort(), context.dstPort(), value);
    }

    /** Removes the value of the packet's direction, if there is one. */
    void remove(ApplicationContext context) {
        if (get(context) != null) {
            slots[index(context.src(), context.srcPort(), context.dst(), context.dstPort())] = null;
        }
    }

    private int index(IpAddress src, int srcPort, IpAddress dst, int dstPort) {
        int hash = (src.hashCode() * 31 + dst.hashCode()) * 31 + (srcPort << 16 | dstPort);
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
