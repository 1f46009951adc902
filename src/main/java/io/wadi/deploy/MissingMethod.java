package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.util.ObjectHelper;

/** The sentence on a method that a bean does not have; Camel's own shows the identity of the object. */
final class MissingMethod {

    private static final int MOST_LISTED = 5;
    private static final Pattern OF_CLASS = Pattern.compile("not found on class: ([\\w.$]+)");

    private MissingMethod() {}

    /** For any such failure. */
    static String of(MethodNotFoundException failure) {
        Class<?> type = type(failure);
        if (type == null) {
            return failure.getMessage();
        }
        // With parameters, it is as in the file: enrich(${body}).
        String wanted = failure.getMethodName().replaceFirst("\\(.*", "");
        return in(type, wanted)
                .orElseGet(() -> type.getName() + " has no static method " + wanted
                        + ", and Camel cannot make an object of the class");
    }

    /** The sentence if no method of a class has this name. */
    static Optional<String> in(Class<?> type, String wanted) {
        List<String> methods = methods(type);
        return methods.contains(wanted)
                ? Optional.empty()
                : Optional.of(type.getName() + " has no method " + wanted + instead(wanted, methods));
    }

    /** A class that has only static methods is in the message alone. */
    private static Class<?> type(MethodNotFoundException failure) {
        if (failure.getBean() != null) {
            return failure.getBean() instanceof Class<?> named
                    ? named
                    : failure.getBean().getClass();
        }
        Matcher named = OF_CLASS.matcher(String.valueOf(failure.getMessage()));
        return named.find() ? ObjectHelper.loadClass(named.group(1)) : null;
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
