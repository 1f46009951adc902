package io.wadi.deploy;

import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** An endpoint whose consumer a test watches. */
abstract class OnlyConsumed extends DefaultEndpoint {

    OnlyConsumed(CamelContext camel, String name) {
        super("watched:" + name, null);
        setCamelContext(camel);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException();
    }
}
