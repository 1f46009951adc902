package io.wadi.deploy;

import io.wadi.component.NeedsProperty;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Refuses beans of the file that lack a property without which they are of no use. */
final class CompleteBeanCheck {

    private final CamelContext camel;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code camel} has the beans of the file. */
    CompleteBeanCheck(CamelContext camel, RouteProblems findings) {
        this.camel = camel;
        this.findings = findings;
    }

    /** Checks a file whose beans have been made. */
    void check(YamlOutline outline) {
        outline.ownBeans().forEach(bean -> missing(bean.text())
                .ifPresent(missing -> findings.add(bean.line(), "bean " + bean.text() + " needs property " + missing)));
    }

    private Optional<String> missing(String bean) {
        return camel.getRegistry().lookupByName(bean) instanceof NeedsProperty needs
                ? needs.missingProperty()
                : Optional.empty();
    }
}
