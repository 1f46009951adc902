package io.wadi.deploy;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurerGetter;

/** Refuses a bean that the file defines for an endpoint but does not name: Camel would find it by its type, Wadi does not. */
final class UnnamedBeanCheck {

    private final CamelContext camel;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code camel} has the beans of the file. */
    UnnamedBeanCheck(CamelContext camel, RouteProblems findings) {
        this.camel = camel;
        this.findings = findings;
    }

    /** Checks a file whose beans have been made. */
    void check(YamlOutline outline) {
        outline.ownBeans().stream()
                .filter(bean -> outline.texts().stream().filter(isNot(bean)).noneMatch(names(bean.text())))
                .forEach(bean -> outline.resolved(camel::resolvePropertyPlaceholders)
                        .endpoints()
                        .forEach(use -> check(bean, use)));
    }

    private static Predicate<Scalar> isNot(Scalar bean) {
        return text -> !text.equals(bean);
    }

    private static Predicate<Scalar> names(String bean) {
        Pattern name = Pattern.compile("(?<![\\w-])" + Pattern.quote(bean) + "(?![\\w-])");
        return text -> name.matcher(text.text()).find();
    }

    private void check(Scalar bean, EndpointUse use) {
        String scheme = use.uri().text().split(":", 2)[0];
        Component component = camel.getComponent(scheme);
        Object made = camel.getRegistry().lookupByName(bean.text());
        if (component != null
                && component.getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter endpoint) {
            BeansByName.options(component)
                    .filter(option -> use.setting(option) == null)
                    .filter(option -> isFor(endpoint.getOptionType(option, true), made))
                    .findFirst()
                    .ifPresent(option -> findings.add(
                            use.uri().line(),
                            "nothing names bean " + bean.text() + ", and " + scheme
                                    + ": does not find it by its type; add the option " + option + ": \"#" + bean.text()
                                    + "\""));
        }
    }

    private static boolean isFor(Class<?> type, Object bean) {
        return type != null && type.isInstance(bean);
    }
}
