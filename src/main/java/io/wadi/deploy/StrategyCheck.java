package io.wadi.deploy;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.AggregationStrategyBeanAdapter;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;

/** Finds in a dry start the aggregation strategies that Camel refuses only when a route starts. */
final class StartCheck {

    private final CamelContext camel;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code camel} has the beans. */
    StartCheck(CamelContext camel, RouteProblems findings) {
        this.camel = camel;
        this.findings = findings;
    }

    void check(YamlOutline outline) {
        boolean methodsAreNamed =
                outline.keys().stream().anyMatch(key -> key.name().text().equals("aggregationStrategyMethodName"));
        for (YamlOutline.Key key : outline.keys()) {
            if (key.name().text().equals("aggregationStrategy") && key.text() != null && !methodsAreNamed) {
                strategy(key);
            }
        }
    }

    private Object bean(String name) {
        Class<?> type = name.startsWith("#class:") ? ObjectHelper.loadClass(name.substring("#class:".length())) : null;
        return type == null
                ? camel.getRegistry().lookupByName(name.replaceFirst("^#(bean:)?", ""))
                : camel.getInjector().newInstance(type);
    }

    /** A bean of any class may be a strategy, if Camel can tell its method. */
    private void strategy(YamlOutline.Key key) {
        Object bean = bean(key.text());
        if (bean == null || bean instanceof AggregationStrategy) {
            return;
        }
        AggregationStrategyBeanAdapter adapter = new AggregationStrategyBeanAdapter(bean);
        adapter.setCamelContext(camel);
        try {
            ServiceHelper.startService(adapter);
        } catch (RuntimeException e) {
            findings.add(
                    key.name().line(),
                    "bean " + key.text() + " (" + bean.getClass().getName()
                            + ") is no aggregation strategy, and its method cannot be told; name it with"
                            + " aggregationStrategyMethodName");
        }
    }
}
