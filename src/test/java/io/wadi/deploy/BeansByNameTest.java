package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeansByNameTest {

    @TempDir
    private Path folder;

    /** As the JMS component: it looks for a bean itself, unless an option forbids it. */
    private static final class Jms extends DefaultComponent implements PropertyConfigurer, PropertyConfigurerGetter {

        private boolean allowed = true;
        private boolean wasAllowed;

        @Override
        protected void doInit() throws Exception {
            super.doInit();
            wasAllowed = allowed;
        }

        @Override
        public PropertyConfigurer getComponentPropertyConfigurer() {
            return this;
        }

        @Override
        public boolean configure(CamelContext camel, Object target, String name, Object value, boolean ignoreCase) {
            boolean isKnown = name.equals("allowAutoWiredConnectionFactory");
            allowed = isKnown ? (Boolean) value : allowed;
            return isKnown;
        }

        @Override
        public Class<?> getOptionType(String name, boolean ignoreCase) {
            return name.equals("allowAutoWiredConnectionFactory") ? boolean.class : null;
        }

        @Override
        public Object getOptionValue(Object target, String name, boolean ignoreCase) {
            return null;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aComponentOfAllFilesKeepsNoBeanOfOne() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            BeansByName.require(camel);
            RouteDeployer deployer = new RouteDeployer(
                    camel,
                    folder,
                    new ShippedRoutes(List.of(), Set.of()),
                    LentBeans.none(),
                    (sentTo, read) -> Map.of());
            camel.addService(deployer);
            camel.start();
            Files.writeString(
                    folder.resolve("a.camel.yaml"),
                    """
                    - beans:
                        - name: loud
                          type: org.apache.camel.support.processor.DefaultExchangeFormatter
                    """ + DeployTests.route("direct:in", "- to: log:x?exchangeFormatter=#loud"));
            deployer.scanNow();
            assertThat(deployer.getDeployedCount()).isEqualTo(1);
            assertThat(camel.getComponent("log", LogComponent.class).getExchangeFormatter())
                    .isNull();
        }
    }

    @Test
    void aComponentThatLooksForBeansItselfMayNot() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            BeansByName.require(camel);
            Jms jms = new Jms();
            camel.getRegistry().bind("jms", jms);
            camel.start();
            assertThat(camel.getComponent("jms")).isSameAs(jms);
            assertThat(jms.wasAllowed).isFalse();
            assertThat(BeansByName.options(jms)).containsExactly("connectionFactory");
        }
    }
}
