package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProcessorClockTest {

    /** From proc(5): utime 120, stime 34, cutime 1005, cstime 6, with a name that tries to confuse. */
    private static final String LINE = "4711 (a) b) S 1 4711 4711 0 -1 4194304 99 0 0 0 120 34 1005 6 20 0 1 0 8780566"
            + " 3133440 390 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    /** Works for a while, in a child of its own which it waits for. */
    private static final String WORK = "(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done)";

    @Test
    void aProcessHasItsOwnTimeAndTheOneOfTheChildrenItWaitedFor() {
        ProcessStat stat = ProcessStat.parse(LINE);
        assertThat(stat.own()).isEqualTo(1.54);
        assertThat(stat.waitedFor()).isEqualTo(10.11);
        assertThat(stat.total()).isCloseTo(11.65, within(1e-9));
    }

    @Test
    void theTimeOfAMillionPacketsIsItsShare() {
        assertThat(new ProcessorTime(20, 4, 6)
                        .since(new ProcessorTime(10, 2, 5))
                        .perMillion(5_000_000))
                .isEqualTo(new ProcessorTime(2, 0.4, 0.2));
    }

    @Test
    void withoutProcNothingIsKnown() {
        assertThat(ProcessorTime.UNKNOWN
                        .since(ProcessorTime.UNKNOWN)
                        .perMillion(1)
                        .total())
                .isNaN();
    }

    @Test
    void aProgramCountsWhileItRunsAndAfterItsEnd() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
        Process database = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessorClock clock = new ProcessorClock(database.toHandle());
            ProcessorTime before = clock.now();
            Process program = new ProcessBuilder("sh", "-c", WORK + "; echo worked; read end").start();
            program.getInputStream().read();
            double running = clock.now().since(before).programs();
            assertThat(running).isPositive();
            program.getOutputStream().close();
            assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
            // Less than a hundredth of a second, the kernel's unit, is the rounding of sums.
            assertThat(clock.now().since(before).programs()).isGreaterThan(running - 0.005);
            // Its start may end only now, and takes a hundredth of a second.
            assertThat(clock.now().since(before).database()).isLessThan(0.05);
        } finally {
            database.destroy();
        }
    }

    @Test
    void theDatabaseIsNoProgramAlthoughThisProcessStartedIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
        Process database = new ProcessBuilder("sh", "-c", "read begin; " + WORK + "; echo worked; read end").start();
        try {
            ProcessorClock clock = new ProcessorClock(database.toHandle());
            ProcessorTime before = clock.now();
            database.getOutputStream().write('\n');
            database.getOutputStream().flush();
            database.getInputStream().read();
            ProcessorTime used = clock.now().since(before);
            assertThat(used.database()).isPositive();
            assertThat(used.programs()).isLessThan(used.database());
        } finally {
            database.destroyForcibly();
        }
        Awaitility.await().until(() -> !database.isAlive());
    }
}
