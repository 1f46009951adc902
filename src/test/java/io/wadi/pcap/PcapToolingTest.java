package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
class PcapToolingTest extends PcapTestSupport {

    private static String json() throws Exception {
        try (InputStream in = PcapComponent.class.getResourceAsStream("/META-INF/io/wadi/pcap/pcap.json")) {
            assertThat(in).as("catalog entry on the class path").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static DefaultCamelCatalog catalog() throws Exception {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("pcap", PcapComponent.class.getName(), json());
        return catalog;
    }

    private static List<String> fieldNames(Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(PcapConfiguration.class.getDeclaredFields())
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
                .containsExactlyElementsOf(fieldNames(UriPath.class));
        assertThat(model.getEndpointOptions())
                .allSatisfy(option -> assertThat(option.getDescription()).isNotBlank());
        assertThat(model.getEndpointHeaders())
                .extracting(header -> header.getName())
                .containsExactly(PcapConstants.SOURCE, PcapConstants.PROBE);
    }

    @Test
    void theCatalogTellsGoodUrisFromBadOnes() throws Exception {
        DefaultCamelCatalog catalog = catalog();
        assertThat(catalog.validateEndpointProperties("pcap:live:eth0?filter=tcp&snaplen=96")
                        .isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("pcap:file:captures/a.pcapng?pace=original&repeat=0")
                        .isSuccess())
                .isTrue();
        EndpointValidationResult bad =
                catalog.validateEndpointProperties("pcap:live:eth0?filtr=tcp&snaplen=many&promiscuous=perhaps");
        assertThat(bad.isSuccess()).isFalse();
        assertThat(bad.getUnknown()).containsExactly("filtr");
        assertThat(bad.getInvalidInteger()).containsOnlyKeys("snaplen");
        assertThat(bad.getInvalidBoolean()).containsOnlyKeys("promiscuous");
        assertThat(catalog.validateEndpointProperties("pcap:wire:eth0").getInvalidEnum())
                .containsOnlyKeys("kind");
    }

    @Test
    void theUriFactoryBuildsUris() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("pcap");
        assertThat(factory.isEnabled("pcap")).isTrue();
        assertThat(factory.propertyNames()).containsAll(fieldNames(UriParam.class));
        assertThat(factory.buildUri(
                        "pcap", new TreeMap<>(Map.of("kind", "live", "name", "eth0", "filter", "tcp", "snaplen", 96))))
                .isEqualTo("pcap:live:eth0?filter=tcp&snaplen=96");
        assertThat(catchThrowable(() -> factory.buildUri("pcap", Map.of("kind", "live"))))
                .hasMessageContaining("name");
    }

    private void load(String yaml) throws Exception {
        Resource resource = ResourceHelper.fromString("capture.camel.yaml", yaml);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }

    @Test
    void yamlRoutesNameOptionsAsParameters() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 5).write(folder.resolve("a.pcap"));
        load("""
            - route:
                id: capture
                from:
                  uri: pcap:file:%s
                  parameters:
                    filter: udp src port 2 or udp src port 4
                    batchSize: 1
                    queueSize: 1
                  steps:
                    - to: mock:packets
            """.formatted(capture));
        PcapConsumer consumer = awaitEnd((PcapConsumer) context.getRoute(ROUTE).getConsumer());
        assertThat(consumer.getDelivered()).isEqualTo(2);
        assertThat(getMockEndpoint("mock:packets").getReceivedCounter()).isEqualTo(2);
    }

    @Test
    void yamlRoutesMaySplitTheUriIntoKindAndName() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 5).write(folder.resolve("a.pcap"));
        load("""
            - route:
                id: capture
                from:
                  uri: pcap
                  parameters:
                    kind: file
                    name: "%s"
                    repeat: 2
                  steps:
                    - to: mock:packets
            """.formatted(capture));
        assertThat(awaitEnd((PcapConsumer) context.getRoute(ROUTE).getConsumer())
                        .getDelivered())
                .isEqualTo(10);
    }

    @Test
    void aWrongOptionInYamlIsNamed() throws Exception {
        Throwable failure = catchThrowable(() -> load("""
            - route:
                id: capture
                from:
                  uri: pcap:file:a.pcap
                  parameters:
                    bachSize: 10
                  steps:
                    - to: mock:packets
            """));
        assertThat(failure).rootCause().hasMessageContaining("bachSize");
    }

    @Test
    void theConfigurerKnowsEveryOption() {
        PcapEndpointConfigurer configurer = new PcapEndpointConfigurer();
        assertThat(fieldNames(UriParam.class)).allSatisfy(option -> assertThat(configurer.getOptionType(option, false))
                .isNotNull());
    }
}
