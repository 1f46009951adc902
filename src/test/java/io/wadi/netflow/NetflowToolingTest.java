package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

/** The component in Camel's own tooling: catalog, YAML, URI factory. */
class NetflowToolingTest extends NetflowTestSupport {

    private static String json() throws Exception {
        try (InputStream in = NetflowComponent.class.getResourceAsStream("/META-INF/io/wadi/netflow/netflow.json")) {
            assertThat(in).as("catalog entry on the class path").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> fieldNames(Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(NetflowConfiguration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(annotation))
                .map(Field::getName)
                .toList();
    }

    @Test
    void theCatalogEntryDocumentsEveryOption() throws Exception {
        ComponentModel model = JsonMapper.generateComponentModel(json());
        assertThat(model.getEndpointParameterOptions())
                .extracting(option -> option.getName())
                .containsAll(fieldNames(UriParam.class));
        assertThat(model.getEndpointPathOptions())
                .extracting(option -> option.getName())
                .containsExactlyInAnyOrderElementsOf(fieldNames(UriPath.class));
        assertThat(model.getEndpointOptions())
                .allSatisfy(option -> assertThat(option.getDescription()).isNotBlank());
    }

    @Test
    void theCatalogTellsGoodUrisFromBadOnes() throws Exception {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("netflow", NetflowComponent.class.getName(), json());
        assertThat(catalog.validateEndpointProperties("netflow:udp:0.0.0.0:2055?protocols=v5,v9&threads=2")
                        .isSuccess())
                .isTrue();
        EndpointValidationResult bad =
                catalog.validateEndpointProperties("netflow:udp:0.0.0.0:2055?protocol=v5&threads=many");
        assertThat(bad.getUnknown()).containsExactly("protocol");
        assertThat(bad.getInvalidInteger()).containsOnlyKeys("threads");
    }

    @Test
    void theUriFactoryBuildsUris() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("netflow");
        assertThat(factory.propertyNames()).containsAll(fieldNames(UriParam.class));
        assertThat(factory.buildUri(
                        "netflow", new TreeMap<>(Map.of("kind", "udp", "name", "0.0.0.0:2055", "threads", 2))))
                .isEqualTo("netflow:udp:0.0.0.0:2055?threads=2");
    }

    @Test
    void yamlRoutesNameOptionsAsParameters() throws Exception {
        Resource resource = ResourceHelper.fromString("collect.camel.yaml", """
            - route:
                id: collect
                from:
                  uri: netflow:udp:127.0.0.1:0
                  parameters:
                    protocols: v5
                    samplingRate: 7
                  steps:
                    - to: mock:flows
            """);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        NetflowEndpoint endpoint = (NetflowEndpoint) context.getRoute(ROUTE).getEndpoint();
        assertThat(endpoint.getConfiguration().getProtocols()).isEqualTo("v5");
        assertThat(endpoint.getConfiguration().getSamplingRate()).isEqualTo(7);
        assertThat(endpoint.getConfiguration().getName()).isEqualTo("127.0.0.1:0");
    }
}
