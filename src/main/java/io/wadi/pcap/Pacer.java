package io.wadi.pcap;

/** Decides when the next packet of a file is due: option {@code pace}. Used by the capture thread only. */
abstract class Pacer {

    /** The time of {@link System#nanoTime()} at which the packet is due; now or earlier for "at once". */
    abstract long dueNanos(long timestampNanos, long nowNanos);

    /** Starts again for the next pass over the files. */
    void restart() {}

    /**
     * Creates the pacer for an option value.
     *
     * @throws IllegalArgumentException with the name of the option, if the value is not max, original or a positive
     *     number
     */
    static Pacer of(String pace) {
        return switch (pace) {
            case "max" -> new AsFastAsPossible();
            case "original" -> new AsCaptured();
            default -> new AtRate(rate(pace));
        };
    }

    static void check(String pace) {
        of(pace);
    }

    private static double rate(String pace) {
        try {
            double rate = Double.parseDouble(pace);
            if (rate > 0 && rate <= 1e9) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // The exception below names the allowed values.
        }
        throw new IllegalArgumentException(
                "Option pace is " + pace + "; it must be max, original or a positive number of packets per second");
    }

    private static final class AsFastAsPossible extends Pacer {
        @Override
        long dueNanos(long timestampNanos, long nowNanos) {
            return nowNanos;
        }
    }

    private static final class AsCaptured extends Pacer {
        private boolean started;
        private long shift;

        @Override
        void restart() {
            started = false;
        }

        @Override
        long dueNanos(long timestampNanos, long nowNanos) {
            if (!started) {
                started = true;
                shift = nowNanos - timestampNanos;
            }
            return timestampNanos + shift;
        }
    }

    private static final class AtRate extends Pacer {
        private final double nanosPerPacket;
        private double due;
        private boolean started;

        AtRate(double packetsPerSecond) {
            nanosPerPacket = 1e9 / packetsPerSecond;
        }

        @Override
        long dueNanos(long timestampNanos, long nowNanos) {
            if (!started) {
                started = true;
                due = nowNanos;
            }
            long now = (long) due;
            due += nanosPerPacket;
            return now;
        }
    }
}
