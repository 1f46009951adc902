package io.wadi.netflow;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Receive flows from exporters, or read them from captures: NetFlow v5 and v9, IPFIX and sFlow v5. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "netflow",
        title = "NetFlow, IPFIX and sFlow",
        syntax = "netflow:kind:name",
        consumerOnly = true,
        category = {Category.NETWORKING})
public class NetflowEndpoint extends DefaultEndpoint {

    @UriParam
    private NetflowConfiguration configuration;

    public NetflowEndpoint(String uri, NetflowComponent component, NetflowConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    /** Here and not only at the start of the consumer, so that a check without a start finds wrong options, too. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        OptionValues.validate(configuration);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        NetflowConsumer consumer = new NetflowConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** A poll would get one batch, and lose what comes after it. */
    @Override
    public PollingConsumer createPollingConsumer() {
        throw new UnsupportedOperationException("netflow: cannot be polled; a route must begin with it");
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("netflow: only receives; it cannot export flows");
    }

    @Override
    public NetflowComponent getComponent() {
        return (NetflowComponent) super.getComponent();
    }

    public NetflowConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(NetflowConfiguration configuration) {
        this.configuration = configuration;
    }
}
