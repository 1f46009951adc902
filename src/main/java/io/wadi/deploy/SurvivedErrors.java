package io.wadi.deploy;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.impl.engine.DefaultReactiveExecutor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.processor.DelegateSyncProcessor;

/**
 * Makes an error that a part of one's own throws, such as a stack overflow, a failure of its exchange. The part may be a
 * processor, an aggregation strategy, a predicate or an expression. Camel does so with exceptions only. Another error ended the
 * thread of the route's consumer without a word, and the client of Kafka, which nobody closed, kept its partitions; or the
 * exchange never ended.
 */
final class SurvivedErrors implements InterceptStrategy {

    private SurvivedErrors() {}

    /** For all routes that are added from now on. */
    static void guard(CamelContext camel) throws Exception {
        ScheduledWork scheduled = new ScheduledWork();
        camel.addService(scheduled);
        camel.getCamelContextExtension().setReactiveExecutor(scheduled);
        camel.getCamelContextExtension().addInterceptStrategy(new SurvivedErrors());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new Guarded(target);
    }

    private static final class Guarded extends DelegateAsyncProcessor {

        private static final AsyncCallback NOTHING = doneSync -> {};

        /** It has done its work, or failed, when it returns. It calls what follows even while it throws an error. */
        private final boolean isSynchronous;

        Guarded(Processor step) {
            super(step);
            isSynchronous = step instanceof DelegateSyncProcessor || !(step instanceof AsyncProcessor);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            OpenStep step = new OpenStep(exchange, callback);
            return step.attempt(() -> run(exchange, step));
        }

        private boolean run(Exchange exchange, OpenStep step) {
            if (!isSynchronous) {
                return processor.process(exchange, step);
            }
            processor.process(exchange, NOTHING);
            step.done(true);
            return true;
        }
    }

    /** Errors of work that a step leaves for later, such as the parts of a split, are those of the step. */
    private static final class ScheduledWork extends DefaultReactiveExecutor {

        @Override
        public void schedule(Runnable work) {
            super.schedule(OpenStep.partOfCurrent(work));
        }

        @Override
        public void scheduleMain(Runnable work) {
            super.scheduleMain(OpenStep.partOfCurrent(work));
        }

        @Override
        public void scheduleSync(Runnable work) {
            super.scheduleSync(OpenStep.partOfCurrent(work));
        }

        @Override
        public void scheduleQueue(Runnable work) {
            super.scheduleQueue(OpenStep.partOfCurrent(work));
        }
    }
}
