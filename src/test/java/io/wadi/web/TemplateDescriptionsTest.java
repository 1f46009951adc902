package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class TemplateDescriptionsTest {

    private static final String ROUTES = """
            - routeTemplate:
                id: greeting
                parameters:
                  - name: description
                  - name: word
                route:
                  description: "{{description}} It is {{word}}."
                  from:
                    uri: "direct:{{word}}"
                    steps:
                      - setBody: {constant: "{{word}}"}
            - templatedRoute:
                routeId: hello
                routeTemplateRef: greeting
                parameters: [{name: word, value: hello}, {name: description, value: Says a word.}]
            - templatedRoute:
                routeId: bye
                routeTemplateRef: greeting
                parameters: [{name: word, value: bye}, {name: description, value: Says another.}]
            """;

    @Test
    void haveTheParametersOfEachRoute() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension()
                    .getContextPlugin(Model.class)
                    .addModelLifecycleStrategy(new TemplateDescriptions());
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("a.yaml", ROUTES));
            camel.start();
            assertThat(camel.getRoute("hello").getDescription()).isEqualTo("Says a word. It is hello.");
            assertThat(camel.getRoute("bye").getDescription()).isEqualTo("Says another. It is bye.");
        }
    }
}
