package io.wadi.pcap;

import io.wadi.component.ReadFiles;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Captures packets from network interfaces and reads capture files. */
@Component("pcap")
public class PcapComponent extends DefaultComponent {

    private final ReadFiles readFiles = new ReadFiles();

    @Metadata(
            label = "advanced",
            description = "A bean that decides which packets live endpoints exclude, unless they have one of their own")
    private PacketExclusion exclude;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PcapConfiguration configuration = new PcapConfiguration();
        // Parsed from the URI, because Camel decodes the path and then splits at a question mark, which may be in a
        // file name.
        configuration.parsePath(PcapPath.ofUri(uri));
        configuration.setExclude(exclude);
        parameters.replaceAll((option, value) -> first(value));
        PcapEndpoint endpoint = new PcapEndpoint(uri, this, configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public PacketExclusion getExclude() {
        return exclude;
    }

    public void setExclude(PacketExclusion exclude) {
        this.exclude = exclude;
    }

    ReadFiles readFiles() {
        return readFiles;
    }

    /** If an option is in the URI and in the setting, it appears twice; the value in the URI comes first. */
    private static Object first(Object value) {
        return value instanceof List<?> values && !values.isEmpty() ? values.get(0) : value;
    }
}
