package io.wadi.netflow;

import io.wadi.component.ReadFiles;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Receives flows from exporters: NetFlow v5 and v9, IPFIX and sFlow v5. */
@Component("netflow")
public class NetflowComponent extends DefaultComponent {

    private final ReadFiles readFiles = new ReadFiles();

    ReadFiles readFiles() {
        return readFiles;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        NetflowConfiguration configuration = new NetflowConfiguration();
        configuration.parsePath(remaining);
        NetflowEndpoint endpoint = new NetflowEndpoint(uri, this, configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
