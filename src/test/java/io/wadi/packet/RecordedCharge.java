package io.wadi.packet;

import java.util.ArrayList;
import java.util.List;

/** A charge without a budget that records the last value. */
public final class RecordedCharge implements MemoryCharge {

    private final List<RecordedCharge> others = new ArrayList<>();
    private long bytes;
    private boolean released;

    @Override
    public void set(long newBytes) {
        bytes = newBytes;
    }

    @Override
    public MemoryCharge another() {
        RecordedCharge other = new RecordedCharge();
        others.add(other);
        return other;
    }

    @Override
    public void release() {
        released = true;
    }

    /** What is held now. */
    public long bytes() {
        return bytes;
    }

    /** Whether nothing is held any more. */
    public boolean isReleased() {
        return released;
    }

    /** The charges that were made beside this one. */
    public List<RecordedCharge> others() {
        return others;
    }
}
