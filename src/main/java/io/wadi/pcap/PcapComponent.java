package io.wadi.pcap;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Captures packets from network interfaces and reads capture files, through libpcap. */
@Component("pcap")
public class PcapComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PcapConfiguration configuration = new PcapConfiguration();
        configuration.parsePath(remaining);
        PcapEndpoint endpoint = new PcapEndpoint(uri, this, configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
