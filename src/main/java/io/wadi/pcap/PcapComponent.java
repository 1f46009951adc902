package io.wadi.pcap;

import java.util.List;
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
        // Of the URI, because Camel decodes first and cuts at a question mark then, which may belong to a file's name.
        configuration.parsePath(PcapPath.ofUri(uri));
        parameters.replaceAll((option, value) -> first(value));
        PcapEndpoint endpoint = new PcapEndpoint(uri, this, configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** A route whose URI is a setting may add options that the setting has as well; the URI's own come first. */
    private static Object first(Object value) {
        return value instanceof List<?> values && !values.isEmpty() ? values.get(0) : value;
    }
}
