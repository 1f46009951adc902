package io.wadi.pcap;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Capture packets from network interfaces and read capture files. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "pcap",
        title = "Packet Capture",
        syntax = "pcap:kind:name",
        consumerOnly = true,
        category = {Category.NETWORKING, Category.FILE},
        headersClass = PcapConstants.class)
public class PcapEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    @UriParam
    private PcapConfiguration configuration;

    public PcapEndpoint(String uri, PcapComponent component, PcapConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    /** Here and not at the start of the consumer, so that a check without a start finds wrong options, too. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        OptionValues.validate(configuration);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PcapConsumer consumer = new PcapConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** A poll would get the first batch of a capture, and lose what comes after it. */
    @Override
    public PollingConsumer createPollingConsumer() {
        throw new UnsupportedOperationException(
                "pcap: reads whole captures and cannot be polled; a route must begin with it");
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("pcap: only captures; it cannot send packets");
    }

    /** Each route opens the interface or file itself, and so gets every packet. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public PcapComponent getComponent() {
        return (PcapComponent) super.getComponent();
    }

    public PcapConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PcapConfiguration configuration) {
        this.configuration = configuration;
    }
}
