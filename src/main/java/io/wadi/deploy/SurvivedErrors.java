package io.wadi.deploy;

import io.wadi.failure.FatalError;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.processor.DelegateSyncProcessor;

/**
 * Makes an error that a processor of one's own throws, such as a stack overflow, a failure of its exchange. Camel does so with
 * exceptions and linkage errors only. Another error ended the thread of the route's consumer without a word, and the client of
 * Kafka, which nobody closed, kept its partitions.
 */
final class SurvivedErrors implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return target instanceof DelegateSyncProcessor ? new Guarded((DelegateSyncProcessor) target) : target;
    }

    private static final class Guarded extends DelegateAsyncProcessor {

        private final DelegateSyncProcessor own;

        Guarded(DelegateSyncProcessor own) {
            super((AsyncProcessor) own);
            this.own = own;
        }

        /** A processor that is not asynchronous has done its work, or failed, when it returns. */
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                own.process(exchange, doneSync -> {});
            } catch (Error e) {
                FatalError.endProcessOn(e);
                exchange.setException(e);
            }
            callback.done(true);
            return true;
        }
    }
}
