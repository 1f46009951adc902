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
 * The environment of a file's routes: everything that they may refer to.
 *
 * @param hasBean whether a bean of that name exists
 * @param beans beans for the dry start, for names without a stand-in
 * @param properties settings and Camel's own properties, for placeholders and components
 * @param shipped the route files that ship with Wadi
 * @param lent the beans that Wadi provides
 */
public record Surroundings(
        Predicate<String> hasBean, BeanRepository beans, Properties properties, ShippedRoutes shipped, LentBeans lent) {

    /** The shipped files with route configurations that routes may name. */
    private static final List<String> CONFIGURATIONS = Stream.of(
                    "errors", "publishing", "dead-letter-errors", "exporter-minutes-errors", "detect-rounds", "api")
            .map(stem -> "classpath:routes/" + stem + ".camel.yaml")
            .toList();

    /** The surroundings in a running application. */
    public static Surroundings running(CamelContext camel, ShippedRoutes shipped, LentBeans lent) {
        return new Surroundings(
                name -> camel.getRegistry().lookupByName(name) != null,
                camel.getRegistry(),
                camel.getPropertiesComponent().loadProperties(),
                shipped,
                lent);
    }

    /** The surroundings in an application with these settings, which knows only the names of Wadi's beans. */
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
