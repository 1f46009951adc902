package io.wadi.cli;

import io.wadi.ingest.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows the progress of an ingest on a terminal; prints nothing elsewhere. */
final class ProgressBar implements Progress {

    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private final Runnable onStart;
    private final long startNanos = System.nanoTime();

    /** Creates a progress bar that also runs {@code onStart} when the pipeline has started. */
    ProgressBar(PrintWriter out, boolean terminal, Runnable onStart) {
        this.out = out;
        this.terminal = terminal;
        this.onStart = onStart;
    }

    @Override
    public void started() {
        onStart.run();
    }

    @Override
    public void reading(double share, long packets, String file) {
        show(share, packets, "reading " + file);
    }

    @Override
    public void storing(long packets) {
        show(1, packets, "storing");
    }

    @Override
    public void done() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private void show(double share, long packets, String doing) {
        if (!terminal) {
            return;
        }
        int filled = (int) Math.round(Math.min(1, share) * WIDTH);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.printf(
                Locale.ROOT,
                "\r\u001b[K[%s%s] %3.0f %%  %,d packets  %,.0f/s  %s",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                Math.min(1, share) * 100,
                packets,
                packets / Math.max(seconds, 0.001),
                doing);
        out.flush();
    }
}
