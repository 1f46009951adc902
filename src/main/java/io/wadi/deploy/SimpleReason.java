package io.wadi.deploy;

import io.wadi.failure.Causes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;

/** Says what Camel's language Simple does not understand. Its own sentence has neither the expression nor what there is instead. */
final class SimpleReason {

    private static final int LONGEST = 100;

    private static final Pattern OPEN = Pattern.compile("expected symbol functionEnd but was .*");

    private static final Pattern TOKEN = Pattern.compile("(Unexpected token \\S+).*", Pattern.DOTALL);

    /** What stands behind an operator; Camel names a letter of it only. */
    private static final Pattern OPERAND =
            Pattern.compile("Binary operator (\\S+) does not support token .*", Pattern.DOTALL);

    private static final String OPERATORS =
            "; a predicate compares with ==, !=, <, <=, >, >=, contains, in or regex, and joins with && and ||";

    private SimpleReason() {}

    /** A sentence with the expression; empty if Camel's says enough. */
    static Optional<String> of(SimpleIllegalSyntaxException failure) {
        String expression = String.valueOf(failure.getExpression()).strip().replaceAll("\\s+", " ");
        String shown = expression.length() > LONGEST ? expression.substring(0, LONGEST) + "…" : expression;
        String problem = String.valueOf(Causes.innermost(failure).getMessage());
        Matcher token = TOKEN.matcher(problem);
        if (token.matches()) {
            return Optional.of(token.group(1) + " in " + shown + OPERATORS);
        }
        Matcher operand = OPERAND.matcher(problem);
        if (operand.matches()) {
            return Optional.of(withoutQuotes(operand.group(1), expression, shown));
        }
        return OPEN.matcher(problem).lookingAt() ? Optional.of("${ has no } in " + shown) : Optional.empty();
    }

    private static String withoutQuotes(String operator, String expression, String shown) {
        Matcher word = Pattern.compile("(?<!\\S)" + Pattern.quote(operator) + "\\s+([\\w.:-]+)")
                .matcher(expression);
        String list = operator.endsWith("in") ? ", and the texts of a list are one, as in 'a,b'" : "";
        return operator + " needs a text, a number or ${...} after it in " + shown + "; a text has quotes"
                + (word.find() ? ", as in '" + word.group(1) + "'" : "") + list;
    }
}
