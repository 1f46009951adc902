package io.wadi.store;

import java.util.Arrays;
import java.util.List;

/**
 * Distinguishes failures of Wadi's own steps from those of steps that a user has added to a route: only the first can be due to the
 * content of a message that Wadi stores. Of a step that Camel calls, the class of the called method tells.
 */
final class WadisFaults {

    private static final String WADI = "io.wadi.";
    private static final String CAMEL = "org.apache.camel.";
    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.");

    private WadisFaults() {}

    /** Whether Wadi's code failed, or what it called. The virtual machine leaves the stack out if an error occurs often. */
    static boolean contain(Throwable failure) {
        List<String> stack = Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getClassName)
                .toList();
        List<String> called =
                stack.stream().takeWhile(name -> !name.startsWith(CAMEL)).toList();
        if (called.size() == stack.size()) {
            return stack.isEmpty() || stack.stream().anyMatch(name -> name.startsWith(WADI));
        }
        return called.stream()
                .filter(name -> PLATFORM.stream().noneMatch(name::startsWith))
                .reduce((inner, outer) -> outer)
                .filter(name -> name.startsWith(WADI))
                .isPresent();
    }
}
