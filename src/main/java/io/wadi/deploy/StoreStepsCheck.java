package io.wadi.deploy;

import io.wadi.settings.TableStore;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/**
 * Refuses a store that lacks a step of the shipped one: without it, batches are not stored, or their offsets are lost, or
 * the failure of the next step makes readable packets dead letters. Steps of the user's may stand between. Refuses also
 * a store whose consumer begins elsewhere than where the store ended.
 */
final class StoreStepsCheck {

    private record Step(String bean, String method) {

        private static final Pattern URI = Pattern.compile("bean:(?://)?([^?]+)\\?(?:.*&)?method=(\\w+).*");

        static final Step CONSUMER = new Step(TableStore.HEADER, "");

        /** Publishes the messages that cannot be read. */
        static final Step DEAD_LETTERS = new Step("direct:dead-letters", "");

        /** The method may have arguments. */
        static Step of(String bean, String method) {
            return new Step(bean, String.valueOf(method).replaceFirst("\\(.*", ""));
        }

        /** What a step of a route calls; empty if it is no bean. */
        static Stream<Step> of(ProcessorDefinition<?> step) {
            if (step instanceof BeanDefinition bean) {
                return Stream.of(of(bean.getRef(), bean.getMethod()));
            } else if (step instanceof SetHeaderDefinition header) {
                return of(header);
            } else if (step instanceof SetHeadersDefinition headers) {
                return headers.getHeaders().stream().flatMap(Step::of);
            } else if (step instanceof ToDefinition to) {
                if (DEAD_LETTERS.bean.equals(EndpointUse.path(to.getUri()))) {
                    return Stream.of(DEAD_LETTERS);
                }
                Matcher uri = URI.matcher(to.getUri());
                return uri.matches() ? Stream.of(of(uri.group(1), uri.group(2))) : Stream.empty();
            }
            return Stream.empty();
        }

        private static Stream<Step> of(SetHeaderDefinition header) {
            if (CONSUMER.bean.equals(header.getName())) {
                return Stream.of(CONSUMER);
            }
            return header.getExpression() instanceof MethodCallExpression call
                    ? Stream.of(of(call.getRef(), call.getMethod()))
                    : Stream.empty();
        }

        @Override
        public String toString() {
            if (equals(CONSUMER)) {
                return "header " + bean;
            }
            return equals(DEAD_LETTERS) ? "to: " + bean : "bean " + bean + ", method " + method;
        }
    }

    private static final Step READ_PACKETS = new Step("packet-json", "read");
    private static final Step READ_FLOWS = new Step("flow-json", "read");
    private static final Step VERIFY = new Step("stored-offsets", "verify");
    private static final Step ENSURE = new Step("day-partitions", "ensure");
    private static final Step CONFIRM = new Step("stored-offsets", "confirm");

    private static final String CLIENT = "kafkaClientFactory";
    private static final String TABLES = "packed-kafka";

    /** A shipped store: the bean that makes its consumers, which knows the stored offsets, and its steps. */
    private record Store(String client, Step... steps) {

        /** The first step that this store has and the other has not, with its place. */
        Optional<String> missingIn(List<Step> others) {
            int at = 0;
            Step before = null;
            for (Step step : steps) {
                int found = others.subList(at, others.size()).indexOf(step);
                if (found < 0) {
                    return Optional.of(step + (before == null ? ", first" : ", after " + before));
                }
                at += found + 1;
                before = step;
            }
            return Optional.empty();
        }

        int common(List<Step> others) {
            Set<Step> both = new HashSet<>(List.of(steps));
            both.retainAll(others);
            return both.size();
        }
    }

    private static final List<Store> STORES = List.of(
            new Store(
                    TABLES,
                    READ_PACKETS,
                    Step.DEAD_LETTERS,
                    Step.CONSUMER,
                    VERIFY,
                    new Step("traffic-copy", "days"),
                    ENSURE,
                    new Step("traffic-copy", "store"),
                    CONFIRM),
            new Store(
                    TABLES,
                    READ_PACKETS,
                    Step.DEAD_LETTERS,
                    Step.CONSUMER,
                    VERIFY,
                    new Step("flow-store", "days"),
                    ENSURE,
                    new Step("flow-store", "store"),
                    CONFIRM),
            new Store(
                    TABLES,
                    READ_FLOWS,
                    Step.DEAD_LETTERS,
                    Step.CONSUMER,
                    new Step("flow-store", "prepare"),
                    VERIFY,
                    ENSURE,
                    new Step("flow-store", "write"),
                    CONFIRM),
            lake(READ_PACKETS, "lake"),
            lake(READ_FLOWS, "lake-flow"));

    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code placeholders} resolves settings. */
    StoreStepsCheck(UnaryOperator<String> placeholders, RouteProblems findings) {
        this.placeholders = placeholders;
        this.findings = findings;
    }

    private static Store lake(Step read, String prefix) {
        return new Store(
                prefix + "-kafka",
                read,
                Step.DEAD_LETTERS,
                Step.CONSUMER,
                new Step(prefix + "-offsets", "verify"),
                new Step(prefix + "-store", "store"),
                new Step(prefix + "-offsets", "confirm"));
    }

    /** Checks the routes of a file with this outline. */
    void check(List<RouteDefinition> routes, YamlOutline outline) {
        for (RouteDefinition route : routes) {
            List<Step> steps =
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)
                            .stream()
                            .flatMap(Step::of)
                            .toList();
            String id = route.getId();
            Optional<EndpointUse> source = outline.source(id).map(from -> from.resolved(placeholders));
            if (steps.stream().anyMatch(StoreStepsCheck::isOfStores)) {
                Store store = mostSimilar(steps);
                store.missingIn(steps)
                        .ifPresent(missing -> findings.add(
                                outline.lineOfRoute(id), "route " + id + " stores, so it needs " + missing));
                source.ifPresent(from -> client(id, from, store.client()));
            } else {
                source.filter(from -> TableStore.isOne(from.setting("groupId")) && from.setting(CLIENT) != null)
                        .ifPresent(from -> client(id, from, TABLES));
            }
        }
    }

    /** Whether only stores have such a step. */
    private static boolean isOfStores(Step step) {
        return step.method().matches("verify|prepare|store|write|confirm")
                && STORES.stream().anyMatch(store -> List.of(store.steps()).contains(step));
    }

    private static Store mostSimilar(List<Step> steps) {
        return STORES.stream()
                .max(Comparator.comparingInt(shipped -> shipped.common(steps)))
                .orElseThrow();
    }

    /** A consumer that begins elsewhere also sets the stored offsets back, so that all is stored again. */
    private void client(String route, EndpointUse source, String client) {
        if (!("#" + client).equals(String.valueOf(source.setting(CLIENT)).replaceFirst("^#bean:", "#"))) {
            findings.add(
                    source.line(CLIENT),
                    CLIENT + " of route " + route + " must stay #" + client
                            + ", which reads from the offsets that the store has written");
        }
    }
}
