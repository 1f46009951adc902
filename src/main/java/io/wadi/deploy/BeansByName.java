package io.wadi.deploy;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Keeps components from taking a bean because it is the only one of its type. All files share a component, and it would keep
 * the bean: a client of one file would send the messages of another to its server, and stay after its file has changed.
 */
public final class BeansByName extends LifecycleStrategySupport {

    /** Options of JMS components, which look for these beans themselves, by the options that allow it. */
    private static final Map<String, String> ALLOWING = Map.of(
            "allowAutoWiredConnectionFactory", "connectionFactory",
            "allowAutoWiredDestinationResolver", "destinationResolver");

    private final CamelContext camel;

    private BeansByName(CamelContext camel) {
        this.camel = camel;
    }

    /** Lets the components of a context use only beans that are named. */
    public static void require(CamelContext camel) {
        camel.setAutowiredEnabled(false);
        camel.addLifecycleStrategy(new BeansByName(camel));
    }

    /** Before the component is initialized, which is when it would look for beans. */
    @Override
    public void onComponentAdd(String name, Component component) {
        PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
        if (configurer != null) {
            ALLOWING.keySet().forEach(option -> configurer.configure(camel, component, option, false, true));
        }
    }

    /** The options of a component to which Camel gives a bean if it is the only one of its type. */
    static Stream<String> options(Component component) {
        if (!(component.getComponentPropertyConfigurer() instanceof PropertyConfigurerGetter options)) {
            return Stream.empty();
        }
        String[] autowired = options.getAutowiredNames();
        return Stream.concat(
                autowired == null ? Stream.empty() : Stream.of(autowired),
                ALLOWING.entrySet().stream()
                        .filter(allowing -> options.getOptionType(allowing.getKey(), true) != null)
                        .map(Map.Entry::getValue));
    }
}
