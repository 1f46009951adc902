package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.component.bean.MethodNotFoundException;

/** The sentence on a method that a bean does not have; Camel's own shows the identity of the object. */
final class MissingMethod {

    private static final int MOST_LISTED = 5;

    private MissingMethod() {}

    /** For a failure that has the bean. */
    static String of(MethodNotFoundException failure) {
        Class<?> type = failure.getBean() instanceof Class<?> named
                ? named
                : failure.getBean().getClass();
        // With parameters, it is as in the file: enrich(${body}).
        String wanted = failure.getMethodName().replaceFirst("\\(.*", "");
        return type.getName() + " has no method " + wanted + instead(wanted, methods(type));
    }

    private static String instead(String wanted, List<String> methods) {
        return Nearest.to(wanted, methods)
                .map(near -> "; the nearest is " + near)
                .orElseGet(() -> methods.isEmpty() || methods.size() > MOST_LISTED
                        ? ""
                        : "; it has " + String.join(", ", methods));
    }

    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }
}
