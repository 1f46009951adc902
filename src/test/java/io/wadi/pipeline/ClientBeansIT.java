package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.Settings;
import java.util.Set;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** Beans that a component of the whole application would take by their type. */
class ClientBeansIT {

    @Test
    void noComponentKeepsABeanOfARouteFile() throws Exception {
        Settings settings = TestServers.withTables();
        try (Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC), TestServers.cache())) {
            stores.start();
            stores.context().removeComponent("log");
            PluginHelper.getRoutesLoader(stores.context())
                    .loadRoutes(ResourceHelper.fromString("mine.camel.yaml", """
                            - beans:
                                - name: loud
                                  type: org.apache.camel.support.processor.DefaultExchangeFormatter
                            - route:
                                id: mine
                                from:
                                  uri: direct:mine
                                  steps:
                                    - to: log:mine?exchangeFormatter=#loud
                            """));
            assertThat(stores.context().getComponent("log", LogComponent.class).getExchangeFormatter())
                    .isNull();
        }
    }
}
