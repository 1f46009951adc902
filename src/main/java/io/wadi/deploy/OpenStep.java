package io.wadi.deploy;

import io.wadi.failure.FatalError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/**
 * A step that an exchange has entered. It ends once: when the step calls what follows, or by an error. Steps contain each other,
 * as a split contains those of its parts; an error belongs to the innermost one that has not ended.
 */
final class OpenStep implements AsyncCallback {

    private static final ThreadLocal<OpenStep> CURRENT = new ThreadLocal<>();

    private final Exchange exchange;
    private final AsyncCallback next;
    private final OpenStep outer = innermostOpen();
    private final AtomicBoolean isDone = new AtomicBoolean();

    OpenStep(Exchange exchange, AsyncCallback next) {
        this.exchange = exchange;
        this.next = next;
    }

    private static OpenStep innermostOpen() {
        OpenStep step = CURRENT.get();
        while (step != null && step.isDone.get()) {
            step = step.outer;
        }
        return step;
    }

    @Override
    public void done(boolean doneSync) {
        if (!isDone.getAndSet(true)) {
            next.done(doneSync);
        }
    }

    /** Does the work of the step; says whether the step ended meanwhile, as a processor does. */
    boolean attempt(BooleanSupplier work) {
        OpenStep before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.getAsBoolean();
        } catch (Error e) {
            FatalError.endProcessOn(e);
            fail(e, true);
            return true;
        } finally {
            CURRENT.set(before);
        }
    }

    /** This work for later, as a part of the step that this thread is in. */
    static Runnable partOfCurrent(Runnable work) {
        OpenStep step = innermostOpen();
        return () -> doPart(step, work);
    }

    private static void doPart(OpenStep step, Runnable work) {
        OpenStep before = CURRENT.get();
        CURRENT.set(step);
        try {
            work.run();
        } catch (Error e) {
            FatalError.endProcessOn(e);
            if (step == null) {
                throw e;
            }
            step.fail(e, false);
        } finally {
            CURRENT.set(before);
        }
    }

    private void fail(Error error, boolean sync) {
        for (OpenStep step = this; step != null; step = step.outer) {
            if (!step.isDone.getAndSet(true)) {
                step.exchange.setException(error);
                step.next.done(sync && step == this);
                return;
            }
        }
        throw error;
    }
}
