package io.wadi.deploy;

import io.wadi.failure.Causes;
import java.io.UnsupportedEncodingException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;

/** A sentence on a failure for which only Camel or Java has a message. */
final class FrameworkReason {

    /** Where Camel says nothing. */
    static final String INCOMPLETE = "this step lacks a part that it needs, such as an expression";

    private static final Pattern ARTIFACT =
            Pattern.compile("Cannot find .* on classpath\\. Add (?<added>camel-[\\w-]+) to classpath\\.?"
                    + "|Cannot find (?<found>camel-[\\w-]+).* on the classpath\\.?");

    /** The object that Camel complains about, which differs each time. */
    private static final Pattern IDENTITY = Pattern.compile(":?( on:?)? org\\.apache\\.camel\\.[\\w.$]+@[0-9a-f]+");

    private FrameworkReason() {}

    /** The innermost message that says something. */
    static String of(Throwable failure) {
        Throwable cause = Causes.innermost(failure);
        if (cause instanceof StackOverflowError) {
            return "an expression or a placeholder is nested too deeply";
        }
        if (cause instanceof NoSuchMethodException) {
            return "there is no method " + cause.getMessage();
        }
        if (cause instanceof NumberFormatException) {
            return number(cause.getMessage());
        }
        if (cause instanceof UnsupportedCharsetException || cause instanceof UnsupportedEncodingException) {
            return "there is no charset " + cause.getMessage();
        }
        if (cause instanceof ClassNotFoundException) {
            return MissingClass.sentence(cause.getMessage());
        }
        if (cause instanceof NoTypeConversionAvailableException unfit) {
            return unfit.getValue() + " is no " + unfit.getToType().getSimpleName();
        }
        Optional<String> simple =
                Causes.find(failure, SimpleIllegalSyntaxException.class).flatMap(SimpleReason::of);
        if (simple.isPresent()) {
            return simple.get();
        }
        String message = cause instanceof NullPointerException ? "null" : message(failure);
        Matcher artifact = ARTIFACT.matcher(message);
        if (artifact.matches()) {
            return message.replaceFirst("\\.$", "") + "; download it with ./wadi add "
                    + Objects.requireNonNullElse(artifact.group("added"), artifact.group("found")) + " and restart";
        }
        message = IDENTITY.matcher(message).replaceAll("");
        return message.endsWith("null") ? INCOMPLETE : message;
    }

    /** Java's sentence on a text that is no number in plain words; another sentence stays as it is. */
    static String number(String message) {
        return message.replaceFirst("(?s)^For input string: (\".*?\")( under radix \\d+)?$", "$1 is not a number");
    }

    /** An index that is out of bounds says nothing about the file; what failed because of it does. */
    private static String message(Throwable failure) {
        return Causes.of(failure)
                .filter(cause -> !(cause instanceof IndexOutOfBoundsException))
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> Causes.innermost(failure).getClass().getSimpleName());
    }
}
