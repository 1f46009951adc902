package io.wadi.pcap;

import io.wadi.failure.Backoff;
import io.wadi.failure.FatalError;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The capture thread: reads the frames of each source in turn and hands them over in batches. */
final class CaptureLoop implements Runnable {

    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final long STATISTICS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PcapConfiguration options;
    private final List<PcapSource> sources;
    private final SourceOpener opener;
    private final CaptureHandover handover;
    private final CaptureGate gate;
    private final Consumer<String> problems;
    private final Pacer pacer;
    private final boolean live;
    private final Backoff backoff = new Backoff(LONGEST_WAIT_MILLIS);
    private FrameReader firstHandle;
    private long rebaseShift = FrameReader.NO_TIMESTAMP;
    private long statisticsDue;
    private long framesOfPass;

    /**
     * Creates a loop.
     *
     * @param firstHandle the first source, if it is open already; otherwise null
     * @param problems is told why a file is not read, or not completely
     */
    CaptureLoop(
            PcapConfiguration options,
            List<PcapSource> sources,
            FrameReader firstHandle,
            CaptureHandover handover,
            CaptureGate gate,
            Consumer<String> problems) {
        this.options = options;
        this.sources = sources;
        this.firstHandle = firstHandle;
        this.handover = handover;
        this.gate = gate;
        this.problems = problems;
        opener = new SourceOpener(options);
        pacer = Pacer.of(options.getPace());
        live = options.getKind() == PcapConfiguration.Kind.live;
    }

    @Override
    public void run() {
        handover.own();
        try {
            if (live) {
                captureForEver(sources.get(0));
            } else {
                readFiles();
            }
        } catch (InterruptedException e) {
            CaptureLog.LOG.debug("The capture ends because it is stopped");
        } finally {
            handover.leave();
            handover.end();
            gate.ended();
        }
    }

    private void readFiles() throws InterruptedException {
        for (int pass = 1; gate.isOpen() && (options.getRepeat() == 0 || pass <= options.getRepeat()); pass++) {
            rebaseShift = FrameReader.NO_TIMESTAMP;
            pacer.restart();
            framesOfPass = 0;
            for (PcapSource source : sources) {
                if (gate.isOpen()) {
                    readFile(source);
                }
            }
            pauseAfterNothing();
        }
        handover.flush();
    }

    /** Pauses, so that deleted or empty files are not opened in a busy loop. */
    private void pauseAfterNothing() throws InterruptedException {
        if (framesOfPass > 0) {
            backoff.reset();
        } else if (options.getRepeat() == 0) {
            handover.flush();
            gate.pause(backoff.nextMillis());
        }
    }

    private void readFile(PcapSource source) throws InterruptedException {
        String problemBefore = source.problem();
        source.state(PcapSource.State.READING, null);
        try (FrameReader handle = openFile(source)) {
            source.counters().handleReopened();
            source.state(PcapSource.State.FINISHED, readToEnd(source, handle));
        } catch (CaptureException e) {
            source.state(PcapSource.State.FAILED, e.getMessage());
        } catch (RuntimeException | Error e) {
            FatalError.endProcessOn(e);
            source.state(PcapSource.State.FAILED, source.name() + " cannot be read to its end: " + e);
        }
        String problem = source.problem();
        if (problem != null && !problem.equals(problemBefore)) {
            problems.accept(problem);
        }
    }

    /** Hands over all frames of a file; returns the reason if the file is incomplete, otherwise null. */
    private String readToEnd(PcapSource source, FrameReader handle) throws InterruptedException {
        String problem = null;
        try {
            if (!read(source, handle)) {
                problem = source.name() + " was stopped before its end";
            }
        } catch (CaptureException e) {
            problem = source.name() + " ends early: " + e.getMessage();
        }
        handle.statistics(source.counters());
        source.interfaces(handle.interfaces());
        handover.flushIfRead(framesOfPass);
        return problem;
    }

    private void captureForEver(PcapSource source) throws InterruptedException {
        while (gate.isOpen()) {
            gate.awaitRunning();
            try (FrameReader handle = takeOrOpen(source)) {
                source.counters().handleReopened();
                source.state(PcapSource.State.READING, null);
                read(source, handle);
                handover.flush();
            } catch (CaptureException e) {
                interrupted(source, e.getMessage());
            } catch (RuntimeException | Error e) {
                FatalError.endProcessOn(e);
                interrupted(source, e.toString());
            }
        }
    }

    private void interrupted(PcapSource source, String reason) throws InterruptedException {
        CaptureLog.LOG.warn("Capture on {} is interrupted; Wadi tries again: {}", source.name(), reason);
        source.state(PcapSource.State.FAILED, "Interface " + source.name() + ": " + reason);
        handover.flush();
        gate.pause(backoff.nextMillis());
    }

    /** A pipe opens when its writer has written. */
    private FrameReader openFile(PcapSource source) throws CaptureException {
        handover.leave();
        gate.opening(true);
        try {
            return takeOrOpen(source);
        } finally {
            gate.opening(false);
            handover.own();
        }
    }

    private FrameReader takeOrOpen(PcapSource source) throws CaptureException {
        FrameReader handle = firstHandle;
        firstHandle = null;
        return handle != null ? handle : opener.open(source);
    }

    /** Returns whether the source is read completely; false if the capture was told to stop or pause before. */
    private boolean read(PcapSource source, FrameReader handle) throws CaptureException, InterruptedException {
        while (gate.isOpen()) {
            if (gate.isSuspended()) {
                handover.flush();
                if (live) {
                    return false;
                }
                gate.awaitRunning();
                continue;
            }
            switch (next(handle)) {
                case FRAME -> take(source, handle);
                case NOTHING_YET -> idle(source, handle);
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    private FrameReader.Read next(FrameReader handle) throws CaptureException {
        if (!handle.isPiped()) {
            return handle.next();
        }
        handover.leave();
        try {
            return handle.next();
        } finally {
            handover.own();
        }
    }

    private void take(PcapSource source, FrameReader handle) throws InterruptedException {
        framesOfPass++;
        if (!live) {
            awaitDue(handle.timestampNanos());
        }
        handover.add(source, handle, rebased(handle.timestampNanos()));
        if (live) {
            backoff.reset();
            statistics(source, handle);
        }
    }

    private void idle(PcapSource source, FrameReader handle) throws InterruptedException {
        handover.flushIfDue();
        statistics(source, handle);
    }

    private void statistics(PcapSource source, FrameReader handle) {
        long now = System.nanoTime();
        if (live && now - statisticsDue >= 0) {
            statisticsDue = now + STATISTICS_EVERY_NANOS;
            handle.statistics(source.counters());
        }
    }

    private void awaitDue(long timestampNanos) throws InterruptedException {
        if (timestampNanos == FrameReader.NO_TIMESTAMP) {
            return;
        }
        long due = pacer.dueNanos(timestampNanos, System.nanoTime());
        for (long wait = due - System.nanoTime();
                wait > 0 && gate.isOpen() && !gate.isSuspended();
                wait = due - System.nanoTime()) {
            handover.flushIfDue();
            LockSupport.parkNanos(Math.min(wait, TimeUnit.MILLISECONDS.toNanos(options.getBatchTimeoutMillis())));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private long rebased(long timestampNanos) {
        if (!options.isRebase() || timestampNanos == FrameReader.NO_TIMESTAMP) {
            return timestampNanos;
        }
        if (rebaseShift == FrameReader.NO_TIMESTAMP) {
            rebaseShift = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - timestampNanos;
        }
        return timestampNanos + rebaseShift;
    }
}
