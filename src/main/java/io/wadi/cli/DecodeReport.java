package io.wadi.cli;

import io.wadi.pcap.CaptureReading;
import io.wadi.pcap.PcapSource;
import java.util.List;
import java.util.function.Consumer;

/** What became of the frames of each capture, and of all together if there may be several. */
final class DecodeReport {

    private final CaptureReading reading;
    private final CaptureArguments captures;

    DecodeReport(CaptureReading reading, CaptureArguments captures) {
        this.reading = reading;
        this.captures = captures;
    }

    /** Writes the report; returns whether everything that was named was read completely. */
    boolean print(Consumer<String> lines) {
        List<PcapSource> sources = reading.sources();
        if (captures.isSeveral()) {
            sources.forEach(source -> {
                lines.accept(source.name());
                print(source, "  note: ", "  ", lines);
            });
            total(lines);
        } else {
            print(sources.get(0), "wadi: ", "", lines);
        }
        return captures.problems().isEmpty() && incomplete() == 0;
    }

    private static void print(PcapSource source, String beforeProblem, String indent, Consumer<String> lines) {
        if (source.problem() != null) {
            lines.accept(beforeProblem + source.problem());
        }
        if (source.state() != PcapSource.State.FAILED || source.counters().received() > 0) {
            lines.accept(indent + Reconciliation.captured(source));
        }
    }

    private void total(Consumer<String> lines) {
        long incomplete = incomplete();
        lines.accept("total of " + CaptureArguments.counted(reading.sources().size(), "capture")
                + (incomplete == 0 ? "" : "; " + incomplete + " cannot be read to the end"));
        lines.accept("  " + Reconciliation.captured(reading.counters()));
        captures.passedOver().ifPresent(sentence -> lines.accept("  " + sentence));
    }

    private long incomplete() {
        return reading.sources().stream()
                .filter(source -> !source.isReadToItsEnd())
                .count();
    }
}
