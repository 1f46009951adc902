package io.wadi.deploy;

import io.wadi.failure.Causes;
import io.wadi.failure.OneSentence;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.BeanFactoryDefinition;

/** A bean of a route file that cannot be made. The message names bean, class, and the property or method that failed. */
final class BeanFailure extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1;

    /** Java's message from the second attempt on to use a class. */
    private static final Pattern EARLIER = Pattern.compile("(?s)Exception [\\w.$]+: (.*) \\[in thread \".*\"]");

    private final String bean;
    private final String step;

    /** Creates it; {@code step} is what failed after the object was made; null or empty if nothing is to be named. */
    BeanFailure(BeanFactoryDefinition<?> bean, String step, Throwable cause) {
        super(
                "bean " + bean.getName() + " of class " + bean.getType().replaceFirst("^#class:", "")
                        + " cannot be made: " + prefix(step, cause) + reason(cause),
                cause);
        this.bean = bean.getName();
        this.step = step == null ? "" : step;
    }

    /** The name of the bean. */
    String bean() {
        return bean;
    }

    /** The method that failed, as in the file; empty if none did. */
    String method() {
        return getCause() instanceof NoSuchMethodException missing ? missing.getMessage() : step;
    }

    private static String prefix(String step, Throwable cause) {
        String failed = Causes.find(cause, PropertyBindingException.class)
                .map(PropertyBindingException::getPropertyName)
                .orElse(step);
        return failed == null || failed.isEmpty() ? "" : failed + ": ";
    }

    private static String reason(Throwable failure) {
        Throwable cause = Causes.innermost(failure);
        if (cause instanceof IllegalAccessException) {
            return "its class and constructor must be public";
        }
        if (cause instanceof NoSuchMethodException && cause.getMessage().contains("<init>")) {
            return "the class has no constructor without values";
        }
        if (cause instanceof UnknownHostException) {
            return "there is no host " + cause.getMessage();
        }
        if (cause instanceof NullPointerException) {
            return cause.toString();
        }
        if (String.valueOf(cause.getMessage()).startsWith("Cannot create instance of class: ")) {
            return "the class has no constructor for these values";
        }
        Matcher earlier = EARLIER.matcher(String.valueOf(cause.getMessage()));
        if (cause instanceof ExceptionInInitializerError && earlier.matches()) {
            return FrameworkReason.number(earlier.group(1));
        }
        return Causes.find(failure, OneSentence.class)
                .map(OneSentence::getMessage)
                .orElseGet(() -> FrameworkReason.of(failure));
    }
}
