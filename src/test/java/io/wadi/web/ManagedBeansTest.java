package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.store.StoreCounters;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ManagedBeansTest {

    /** Hawtio reads all attributes at once, and shows none of them if one cannot be read. */
    @Test
    void everyAttributeOfABeanThatARouteCallsCanBeRead() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("store-counters", new StoreCounters());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:letters").id("letters").bean("store-counters", "deadLettered");
                }
            });
            camel.start();
            ManagedBeans.register(camel);
            MBeanServer server =
                    camel.getManagementStrategy().getManagementAgent().getMBeanServer();
            ObjectName name = new ObjectName("io.wadi:name=store-counters");
            List<String> read = new ArrayList<>();
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                assertThat(server.getAttribute(name, attribute.getName())).isNotNull();
                read.add(attribute.getName());
            }
            assertThat(read)
                    .contains("Packets", "Batches", "Dead", "RefusedLetters")
                    .doesNotContain("ExchangesTotal");
        }
    }
}
