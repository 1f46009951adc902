package io.wadi.pcap;

/** An interface that a pcapng file describes. */
public final class FileInterface {

    /**
     * Its counts.
     *
     * @param name its name, at most 64 characters, or {@code interface 0}
     * @param frames frames read
     * @param droppedByInterface frames that it dropped
     * @param droppedBySystem frames that the operating system dropped
     */
    public record Counts(String name, long frames, long droppedByInterface, long droppedBySystem) {

        boolean isEmpty() {
            return frames + dropped() == 0;
        }

        /** Frames that were dropped before the capture. */
        public long dropped() {
            return droppedByInterface + droppedBySystem;
        }

        Counts plus(Counts other) {
            return new Counts(
                    name,
                    frames + other.frames,
                    droppedByInterface + other.droppedByInterface,
                    droppedBySystem + other.droppedBySystem);
        }
    }

    final int linkType;
    final int snaplen;
    final TimeScale time;
    final String name;
    long frames;
    long droppedByInterface;
    long droppedBySystem;

    /** Frames lost between those read, as obsolete packet blocks tell them, whoever has dropped them. */
    long lostBetween;

    FileInterface(int linkType, int snaplen, TimeScale time, String name) {
        this.linkType = linkType;
        this.snaplen = snaplen;
        this.time = time;
        this.name = name;
    }

    /** Statistics of the whole capture include the frames lost between others. */
    Counts counts() {
        boolean counted = droppedByInterface + droppedBySystem > 0;
        return new Counts(name, frames, droppedByInterface, counted ? droppedBySystem : lostBetween);
    }
}
