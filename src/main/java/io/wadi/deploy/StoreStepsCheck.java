package io.wadi.deploy;

import io.wadi.settings.TableStore;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * Refuses a store that lacks a step of the shipped one. Without it, batches are not stored, or their offsets are lost, or
 * the failure of the next step makes readable packets dead letters. Steps of the user's may stand between.
 */
final class StoreStepsCheck {

    private record Step(String bean, String method) {

        private static final Pattern URI = Pattern.compile("bean:(?://)?([^?]+)\\?(?:.*&)?method=(\\w+).*");

        static final Step CONSUMER = new Step(TableStore.HEADER, "");

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
            return equals(CONSUMER) ? "header " + bean : "bean " + bean + ", method " + method;
        }
    }

    private static final Step READ_PACKETS = new Step("packet-json", "read");
    private static final Step READ_FLOWS = new Step("flow-json", "read");
    private static final Step VERIFY = new Step("stored-offsets", "verify");
    private static final Step ENSURE = new Step("day-partitions", "ensure");
    private static final Step CONFIRM = new Step("stored-offsets", "confirm");

    private static final List<List<Step>> STORES = List.of(
            List.of(
                    READ_PACKETS,
                    Step.CONSUMER,
                    VERIFY,
                    new Step("traffic-copy", "days"),
                    ENSURE,
                    new Step("traffic-copy", "store"),
                    CONFIRM),
            List.of(
                    READ_PACKETS,
                    Step.CONSUMER,
                    VERIFY,
                    new Step("flow-store", "days"),
                    ENSURE,
                    new Step("flow-store", "store"),
                    CONFIRM),
            List.of(
                    READ_FLOWS,
                    Step.CONSUMER,
                    new Step("flow-store", "prepare"),
                    VERIFY,
                    ENSURE,
                    new Step("flow-store", "write"),
                    CONFIRM),
            lake(READ_PACKETS, "lake"),
            lake(READ_FLOWS, "lake-flow"));

    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}. */
    StoreStepsCheck(RouteProblems findings) {
        this.findings = findings;
    }

    private static List<Step> lake(Step read, String prefix) {
        return List.of(
                read,
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
            if (steps.stream().anyMatch(StoreStepsCheck::isOfStores)) {
                missing(steps)
                        .ifPresent(missing -> findings.add(
                                outline.lineOfRoute(route.getId()),
                                "route " + route.getId() + " stores, so it needs " + missing));
            }
        }
    }

    /** Whether only stores have such a step. */
    private static boolean isOfStores(Step step) {
        return step.method().matches("verify|prepare|store|write|confirm")
                && STORES.stream().anyMatch(store -> store.contains(step));
    }

    /** The first step that the most similar store has and this one has not, with its place. */
    private static Optional<String> missing(List<Step> steps) {
        List<Step> store = STORES.stream()
                .max(Comparator.comparingInt(shipped -> common(shipped, steps)))
                .orElseThrow();
        int at = 0;
        Step before = null;
        for (Step step : store) {
            int found = steps.subList(at, steps.size()).indexOf(step);
            if (found < 0) {
                return Optional.of(step + (before == null ? ", first" : ", after " + before));
            }
            at += found + 1;
            before = step;
        }
        return Optional.empty();
    }

    private static int common(List<Step> shipped, List<Step> steps) {
        Set<Step> both = new HashSet<>(shipped);
        both.retainAll(steps);
        return both.size();
    }
}
