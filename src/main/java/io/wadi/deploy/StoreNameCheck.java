package io.wadi.deploy;

import io.wadi.settings.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * Refuses a store of Wadi's topics in Wadi's tables with another name of its consumer, whose offsets would begin with the
 * oldest message. A name that only a message tells is refused by the beans of the stores.
 */
final class StoreNameCheck {

    /** The beans that store, by name, with their tables. */
    private static final Map<String, String> TABLES = Map.of("traffic-copy", "traffic", "flow-store", "flows");

    private static final String GROUP = "groupId";

    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code placeholders} resolves settings. */
    StoreNameCheck(UnaryOperator<String> placeholders, RouteProblems findings) {
        this.placeholders = placeholders;
        this.findings = findings;
    }

    /** Checks the routes of a file with this outline. */
    void check(List<RouteDefinition> routes, YamlOutline outline) {
        for (RouteDefinition route : routes) {
            List<TableStore> stores = new ArrayList<>();
            outline.source(route.getId()).ifPresent(source -> {
                stores.addAll(stores(route, source));
                group(source, stores);
            });
            steps(route, SetHeaderDefinition.class).forEach(header -> check(header, header, stores, outline));
            steps(route, SetHeadersDefinition.class)
                    .forEach(step -> step.getHeaders().forEach(header -> check(header, step, stores, outline)));
        }
    }

    private static <T extends ProcessorDefinition<?>> Stream<T> steps(RouteDefinition route, Class<T> type) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type).stream();
    }

    /** The shipped stores of the same topics and tables. */
    private List<TableStore> stores(RouteDefinition route, EndpointUse source) {
        List<String> topics = EndpointUse.topics(placeholders.apply(source.uri().text()));
        return steps(route, BeanDefinition.class)
                .filter(StoreNameCheck::stores)
                .map(step -> TABLES.get(name(step)))
                .distinct()
                .flatMap(table -> topics.stream()
                        .flatMap(topic ->
                                TableStore.of(table, topic, setting -> placeholders.apply("{{" + setting.name() + "}}"))
                                        .stream()))
                .toList();
    }

    /** The same beans also tell the days of a batch. */
    private static boolean stores(BeanDefinition step) {
        return TABLES.containsKey(name(step))
                && !String.valueOf(step.getMethod()).startsWith("days");
    }

    private static String name(BeanDefinition step) {
        return String.valueOf(step.getRef()).replaceFirst("^#(bean:)?", "");
    }

    /** The consumer looks up the offsets of its group, so a batch would not begin where those of the header end. */
    private void group(EndpointUse source, List<TableStore> stores) {
        String group = source.setting(GROUP);
        TableStore.groupMisfit(stores, group == null ? "" : placeholders.apply(group))
                .ifPresent(reason -> findings.add(source.line(GROUP), reason));
    }

    private void check(
            SetHeaderDefinition header, ProcessorDefinition<?> step, List<TableStore> stores, YamlOutline outline) {
        ExpressionDefinition value = header.getExpression();
        boolean isConstant = value.getLanguage().equals("constant")
                || value.getLanguage().equals("simple")
                        && !value.getExpression().contains("${");
        if (isConstant && TableStore.HEADER.equals(header.getName())) {
            TableStore.misfit(stores, placeholders.apply(value.getExpression()).strip())
                    .ifPresent(reason ->
                            findings.add(outline.lineOfValue("name", TableStore.HEADER, step.getLineNumber()), reason));
        }
    }
}
