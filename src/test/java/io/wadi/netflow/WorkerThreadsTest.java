package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerThreadsTest {

    /** A failure that vanished would let whoever waits for the end wait for ever. */
    @Test
    void aFailureAtTheEndIsReported() {
        List<Throwable> failures = new ArrayList<>();
        new WorkerThreads(List.of(), Runnable::run, failures::add).endAfterReceiving(() -> {
            throw new IllegalStateException("no ledger");
        });
        assertThat(failures).singleElement().asString().contains("no ledger");
    }
}
