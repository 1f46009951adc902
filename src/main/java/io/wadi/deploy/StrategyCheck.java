package io.wadi.deploy;

import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.aggregate.AggregationStrategyBeanAdapter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;

/** Finds in a dry start the aggregation strategies that Camel refuses only when a route starts. */
final class StrategyCheck {

    private static final String STRATEGY = "aggregationStrategy";
    private static final String METHOD = "aggregationStrategyMethodName";

    private final CamelContext camel;

    /**
     * A problem with an option.
     *
     * @param value as in the file
     */
    record Problem(String option, String value, String reason) {}

    /** Creates a check; {@code camel} has the beans. */
    StrategyCheck(CamelContext camel) {
        this.camel = camel;
    }

    /** What is wrong with the strategy of a step, if it has one; a bean of any class may be one, if Camel can tell its method. */
    Optional<Problem> problem(ProcessorDefinition<?> step) {
        String ref = option(step, STRATEGY);
        Object bean = ref == null ? null : bean(camel.resolvePropertyPlaceholders(ref));
        if (bean == null || bean instanceof AggregationStrategy || bean instanceof BiFunction) {
            return Optional.empty();
        }
        String method = option(step, METHOD);
        AggregationStrategyBeanAdapter adapter =
                new AggregationStrategyBeanAdapter(bean, camel.resolvePropertyPlaceholders(method));
        adapter.setCamelContext(camel);
        try {
            ServiceHelper.startService(adapter);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(
                    method == null
                            ? new Problem(STRATEGY, ref, unnamed(ref, bean))
                            : new Problem(METHOD, method, misnamed(bean.getClass(), adapter.getMethodName(), e)));
        }
    }

    /** The steps that have the option share no type. */
    private String option(ProcessorDefinition<?> step, String name) {
        return (String) PluginHelper.getBeanIntrospection(camel).getOrElseProperty(step, name, null, false);
    }

    private Object bean(String name) {
        Class<?> type = name.startsWith("#class:") ? ObjectHelper.loadClass(name.substring("#class:".length())) : null;
        return type == null
                ? camel.getRegistry().lookupByName(name.replaceFirst("^#(bean:)?", ""))
                : camel.getInjector().newInstance(type);
    }

    private static String unnamed(String ref, Object bean) {
        return "bean " + ref + " (" + bean.getClass().getName()
                + ") is no aggregation strategy, and its method cannot be told; name it with " + METHOD;
    }

    private static String misnamed(Class<?> type, String method, RuntimeException failure) {
        return MissingMethod.in(type, method)
                .orElseGet(() -> METHOD + " is " + method + ": " + FrameworkReason.of(failure));
    }
}
