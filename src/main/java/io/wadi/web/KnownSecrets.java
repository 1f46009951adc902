package io.wadi.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wadi.message.KafkaAccess;
import io.wadi.settings.SecretNames;
import io.wadi.settings.SecretPlaceholder;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.PropertyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceAware;

/**
 * The values that are secrets by the names that they have: settings, properties of Kafka's clients, variables of the
 * environment, the headers, properties and variables that routes set to a text, and what placeholders of routes have where
 * nothing sets them.
 */
final class KnownSecrets {

    /** Of the shell; their names look like those of passwords. */
    private static final Set<String> FOLDERS = Set.of("PWD", "OLDPWD");

    /** Shorter parts of addresses and shorter values of options are no secrets, such as {@code /alerts}. */
    private static final int LEAST_PART = 12;

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(proxy-)?authorization");
    private static final Pattern SCHEME = Pattern.compile("^\\s*[A-Za-z][\\w-]*\\s+(?=\\S)");

    private final CamelContext context;
    private final List<String> configured;
    /** By the resource itself, as weak keys are compared: that of an edited file equals the one before. */
    private final LoadingCache<Resource, List<String>> fallbacks =
            Caffeine.newBuilder().weakKeys().build(KnownSecrets::fallbacks);

    KnownSecrets(CamelContext context, Settings settings) {
        this.context = context;
        KafkaAccess kafka = context.getRegistry().findSingleByType(KafkaAccess.class);
        configured = Stream.of(
                        settings.secrets(),
                        kafka == null ? List.<String>of() : kafka.secrets(),
                        ofEnvironment(System.getenv()))
                .flatMap(List::stream)
                .flatMap(KnownSecrets::withParts)
                .toList();
    }

    /**
     * Camel writes addresses and options in its own way and order, so what makes a secret of one is known alone as well: its
     * path and its options, and what stands between the ampersands of any other.
     */
    private static Stream<String> withParts(String secret) {
        String[] address = secret.split("://[^/?]*", 2);
        boolean isAddress = address.length > 1;
        Stream<String> parts = Arrays.stream(address[address.length - 1].split("[?&]"))
                .filter(part -> isAddress || !part.equals(secret))
                .map(part -> new Part(part, part.replaceFirst("^[^/=]*=", "")))
                .filter(part -> part.value().length() >= LEAST_PART || !isAddress && part.isWhole())
                .map(Part::value);
        return Stream.concat(Stream.of(secret), parts);
    }

    /** What stands between two ampersands: the value of an option, or a value alone. */
    private record Part(String text, String value) {
        boolean isWhole() {
            return text.equals(value);
        }
    }

    private static List<String> ofEnvironment(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> SecretNames.match(variable.getKey()) && !FOLDERS.contains(variable.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All of them now, because routes come and go. */
    SecretMask mask() {
        List<RouteDefinition> routes = routes();
        return new SecretMask(Stream.of(
                        configured.stream(),
                        routes.stream().flatMap(KnownSecrets::in),
                        files(routes).flatMap(file -> fallbacks.get(file).stream()))
                .flatMap(values -> values)
                .toList());
    }

    /** The copy of the configurations may have nulls: Camel changes that list without a lock. */
    private Stream<Resource> files(List<RouteDefinition> routes) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        return Stream.concat(routes.stream(), new ArrayList<>(model.getRouteConfigurationDefinitions()).stream())
                .filter(Objects::nonNull)
                .map(ResourceAware::getResource)
                .filter(Objects::nonNull);
    }

    private static List<String> fallbacks(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return SecretPlaceholder.in(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(SecretPlaceholder::fallback)
                    .filter(Objects::nonNull)
                    .map(String::strip)
                    .flatMap(KnownSecrets::withParts)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The text of " + file.getLocation() + " is gone", e);
        }
    }

    /** A copy, because Camel gives out its own list. It adds and removes routes with the same lock. */
    private List<RouteDefinition> routes() {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        synchronized (model) {
            return List.copyOf(model.getRouteDefinitions());
        }
    }

    private static Stream<String> in(RouteDefinition route) {
        List<PropertyDefinition> properties = route.getRouteProperties();
        Stream<String> ofRoute = properties == null
                ? Stream.empty()
                : properties.stream()
                        .filter(property -> SecretMask.isSecret(property.getKey()))
                        .map(PropertyDefinition::getValue);
        @SuppressWarnings("rawtypes")
        Collection<ProcessorDefinition> steps =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class);
        return Stream.concat(ofRoute, steps.stream().flatMap(KnownSecrets::inStep));
    }

    private static Stream<String> inStep(ProcessorDefinition<?> step) {
        if (step instanceof SetHeaderDefinition header) {
            return literal(header.getName(), header);
        } else if (step instanceof SetPropertyDefinition property) {
            return literal(property.getName(), property);
        } else if (step instanceof SetVariableDefinition variable) {
            return literal(variable.getName(), variable);
        } else if (step instanceof SetHeadersDefinition headers) {
            return headers.getHeaders().stream().flatMap(KnownSecrets::inStep);
        } else if (step instanceof SetVariablesDefinition variables) {
            return variables.getVariables().stream().flatMap(KnownSecrets::inStep);
        }
        return Stream.empty();
    }

    /** The text between placeholders and expressions; of credentials (RFC 9110, section 11.4), what follows their scheme. */
    private static Stream<String> literal(String name, ExpressionNode step) {
        String text = step.getExpression() == null ? null : step.getExpression().getExpression();
        if (text == null || !SecretMask.isSecret(name)) {
            return Stream.empty();
        }
        String secret =
                CREDENTIALS.matcher(name).matches() ? SCHEME.matcher(text).replaceFirst("") : text;
        return Stream.of(secret.split("\\{\\{.*?}}|\\$\\{.*?}")).map(String::strip);
    }
}
