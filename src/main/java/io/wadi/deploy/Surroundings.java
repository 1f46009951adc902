package io.wadi.deploy;

import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.SimpleRegistry;

/**
 * The environment of a file's routes: what they may refer to.
 *
 * @param hasBean whether there is a bean of that name
 * @param beans beans for the dry start, for names that have no stand-in
 * @param properties settings and Camel's own, for placeholders and for components
 * @param shipped the route files that Wadi brings along
 * @param lent the beans that Wadi lends
 */
public record Surroundings(
        Predicate<String> hasBean, BeanRepository beans, Properties properties, ShippedRoutes shipped, LentBeans lent) {

    /** The shipped files with route configurations that routes may name. */
    private static final List<String> CONFIGURATIONS = Stream.of(
                    "errors", "publishing", "dead-letter-errors", "detect-rounds", "api")
            .map(stem -> "classpath:routes/" + stem + ".camel.yaml")
            .toList();

    /** Those of a running application. */
    public static Surroundings running(CamelContext camel, ShippedRoutes shipped, LentBeans lent) {
        return new Surroundings(
                name -> camel.getRegistry().lookupByName(name) != null,
                camel.getRegistry(),
                camel.getPropertiesComponent().loadProperties(),
                shipped,
                lent);
    }

    /** Those that an application with these settings would have: Wadi's beans are known by name. */
    public static Surroundings expected(Settings settings, LentBeans lent) {
        Properties properties = new Properties();
        try (InputStream in = Surroundings.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.putAll(settings.properties());
        properties.put("camel.component.sql.data-source", "#database");
        return new Surroundings(
                lent.names()::contains,
                new SimpleRegistry(),
                properties,
                new ShippedRoutes(CONFIGURATIONS, Set.of()),
                lent);
    }
}
