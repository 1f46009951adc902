package io.wadi.netflow;

import java.io.IOException;

/** Where a worker gets its datagrams from; its task runs until there are no more, or until it is stopped. */
interface Intake extends Runnable, AutoCloseable {

    /** Ends the task soon. */
    void stop();

    @Override
    void close() throws IOException;
}
