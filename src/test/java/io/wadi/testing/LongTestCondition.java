package io.wadi.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a {@link LongTest} unless it was asked for. */
final class LongTestCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean isWanted = Boolean.getBoolean("wadi.long") || System.getProperty("it.test") != null;
        return isWanted || context.getTestMethod().isPresent()
                ? ConditionEvaluationResult.enabled("asked for")
                : ConditionEvaluationResult.disabled("takes about "
                        + context.getRequiredTestClass()
                                .getAnnotation(LongTest.class)
                                .seconds()
                        + " s; run it with ./wadi test --long");
    }
}
