package io.wadi.pcap;

import io.wadi.net.TextCleaner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The interfaces of a pcapng file: those of the current section by number, and the counts of all sections. */
final class FileInterfaces {

    /** More than any machine has; the frames of further ones are rejected by their link type. */
    private static final int MOST = 4096;

    /** Interfaces of earlier sections whose counts are kept one by one. */
    private static final int MOST_ENDED = 64;

    private static final int DESCRIPTION = 8;
    private static final int STATISTICS = 12;
    private static final int OPTION_HEADER = 4;
    private static final int END_OF_OPTIONS = 0;
    private static final int NAME = 2;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;
    private static final int DROPPED_BY_INTERFACE = 5;
    private static final int DROPPED_BY_SYSTEM = 7;
    private static final long MOST_DROPS = 1L << 48;
    private static final int LONGEST_NAME = 64;

    private final List<FileInterface> current = new ArrayList<>();
    private final List<FileInterface.Counts> ended = new ArrayList<>();
    private final FileInterface unknown = new FileInterface(-1, 0, TimeScale.MICROS, "unknown interfaces");
    private FileInterface.Counts furtherEnded = new FileInterface.Counts("further interfaces", 0, 0, 0);

    /** Starts a section, whose interfaces are numbered from 0 again. */
    void newSection() {
        for (FileInterface each : current) {
            FileInterface.Counts counts = each.counts();
            if (ended.size() < MOST_ENDED) {
                ended.add(counts);
            } else {
                furtherEnded = furtherEnded.plus(counts);
            }
        }
        current.clear();
    }

    /** The interface of this number in the current section; one without a link type if there is none. */
    FileInterface get(long number) {
        return number < current.size() ? current.get((int) number) : unknown;
    }

    /** The interface of frames that belong to none. */
    FileInterface unknown() {
        return unknown;
    }

    /** Link type of the first interface; -1 without one. */
    int firstLinkType() {
        return current.isEmpty() ? -1 : current.get(0).linkType;
    }

    /** Reads an interface description block of this many bytes; returns false, because it is not a frame. */
    boolean describe(CaptureBytes in, int bytes) {
        if (bytes < DESCRIPTION || current.size() >= MOST) {
            return false;
        }
        String name = "interface " + current.size();
        int resolution = TimeScale.MICROS.resolution();
        long offset = 0;
        int length;
        for (int at = DESCRIPTION; (length = option(in, at, bytes)) >= 0; at += OPTION_HEADER + padded(length)) {
            int value = at + OPTION_HEADER;
            switch (in.u16(at)) {
                case NAME -> name = name(in.copy(value, Math.min(length, LONGEST_NAME)));
                case RESOLUTION -> resolution = length >= 1 ? in.u8(value) : resolution;
                case OFFSET -> offset = length >= 8 ? in.i64(value) : offset;
                default -> {
                    // Filters, addresses and descriptions are not used.
                }
            }
        }
        current.add(new FileInterface(in.u16(0), in.i32(4), new TimeScale(resolution, offset), name));
        return false;
    }

    /** Reads an interface statistics block, whose counts replace earlier ones; returns false. */
    boolean count(CaptureBytes in, int bytes) {
        if (bytes < STATISTICS) {
            return false;
        }
        FileInterface counted = get(in.u32(0));
        int length;
        for (int at = STATISTICS; (length = option(in, at, bytes)) >= 0; at += OPTION_HEADER + padded(length)) {
            int code = in.u16(at);
            if (length == 8 && code == DROPPED_BY_INTERFACE) {
                counted.droppedByInterface = drops(in.i64(at + OPTION_HEADER));
            } else if (length == 8 && code == DROPPED_BY_SYSTEM) {
                counted.droppedBySystem = drops(in.i64(at + OPTION_HEADER));
            }
        }
        return false;
    }

    /** All bits set mean that the number is unknown; no interface has seen more than 2^48 frames. */
    private static long drops(long count) {
        return count < 0 || count > MOST_DROPS ? 0 : count;
    }

    /** The length of the option at this position of a block; -1 if there is none. */
    private static int option(CaptureBytes in, int at, int bytes) {
        if (at > bytes - OPTION_HEADER || in.u16(at) == END_OF_OPTIONS) {
            return -1;
        }
        int length = in.u16(at + 2);
        return length <= bytes - at - OPTION_HEADER ? length : -1;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static String name(byte[] text) {
        return TextCleaner.clean(new String(text, StandardCharsets.UTF_8));
    }

    /** Counts of all interfaces in the order of the file; those after the first ones of earlier sections together. */
    List<FileInterface.Counts> counts() {
        List<FileInterface.Counts> all = new ArrayList<>(ended);
        if (!furtherEnded.isEmpty()) {
            all.add(furtherEnded);
        }
        current.forEach(each -> all.add(each.counts()));
        if (!unknown.counts().isEmpty()) {
            all.add(unknown.counts());
        }
        return all;
    }
}
