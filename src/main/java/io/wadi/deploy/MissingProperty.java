package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.PropertyBindingException;

/** The sentence on a property that a bean does not have. Camel's own shows the identity of the object and the value. */
final class MissingProperty {

    private MissingProperty() {}

    static String of(PropertyBindingException failure) {
        Class<?> type = failure.getTarget().getClass();
        return type.getName() + " has no property " + failure.getPropertyName()
                + Nearest.to(failure.getPropertyName(), properties(type))
                        .map(near -> "; the nearest is " + near)
                        .orElse("");
    }

    private static List<String> properties(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .map(Method::getName)
                .filter(name -> name.matches("set[A-Z].*"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .toList();
    }
}
