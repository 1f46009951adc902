package io.wadi.deploy;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ExpressionSubElementDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;

/**
 * Warns of sinks that set {@code breakOnFirstError} and yet keep failures from Kafka's consumer. The batch that could not be
 * delivered is then passed over, and the commit of the next one covers it. A handler that delivers the batch elsewhere, or
 * calls a bean, is the user's own decision.
 */
final class LostFailureCheck {

    private static final Pattern WAITING = Pattern.compile("kafka:.*[?&]breakOnFirstError=true(&.*)?");
    private static final String REFUSED = "io.wadi.sink.RefusedBatch";
    private static final String STATUS = "CamelHttpResponseCode";

    private static final String LOST =
            " a batch that is not delivered, so Kafka's consumer does not get it again, and the commit of the next one"
                    + " covers it; ";

    private final UnaryOperator<String> placeholders;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code placeholders} resolves settings. */
    LostFailureCheck(UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks the routes of a file. */
    void check(List<RouteDefinition> routes, YamlOutline outline) {
        routes.stream()
                .filter(route -> WAITING.matcher(
                                placeholders.apply(route.getInput().getEndpointUri()))
                        .matches())
                .forEach(sink -> check(new SinkSteps(sink, routes, placeholders), outline));
    }

    private void check(SinkSteps sink, YamlOutline outline) {
        sink.routes().forEach(route -> {
            route.getOutputs().forEach(step -> {
                handler(step, sink, outline);
                divided(step, outline);
            });
            channel(route, outline);
        });
        List<ProcessorDefinition<?>> deliveries = sink.deliveries();
        sink.all().forEach(step -> {
            caught(step, deliveries, sink, outline);
            status(step, sink, outline);
        });
        if (!deliveries.isEmpty() && deliveries.stream().allMatch(WireTapDefinition.class::isInstance)) {
            warn(
                    deliveries.get(0),
                    "wireTap does not wait, so the commit covers batches that are not delivered yet, or never; send by to",
                    outline);
        }
    }

    private void handler(ProcessorDefinition<?> step, SinkSteps sink, YamlOutline outline) {
        if (step instanceof OnExceptionDefinition handler
                && (isSet(handler.getHandled()) || isSet(handler.getContinued()))
                && !isEndless(handler.getRedeliveryPolicyType())
                && sink.isQuiet(handler)) {
            String option = isSet(handler.getHandled()) ? "handled" : "continued";
            warn(
                    handler,
                    option + " ends the failure of" + LOST + "leave out " + option
                            + ", set maximumRedeliveries: -1, or deliver the batch elsewhere in the steps",
                    outline);
        }
    }

    /** Halves of a batch that nobody refuses are not delivered either, and each message would be left out alone. */
    private void divided(ProcessorDefinition<?> step, YamlOutline outline) {
        if (step instanceof OnExceptionDefinition handler
                && handler.getOnWhen() == null
                && SinkSteps.within(handler.getOutputs()).anyMatch(LostFailureCheck::isDivision)) {
            warn(
                    handler,
                    "without onWhen: {method: {beanType: " + REFUSED
                            + ", method: isRefused}} messages are left out also" + " while the receiver is only away",
                    outline);
        }
    }

    private static boolean isDivision(ProcessorDefinition<?> step) {
        return step instanceof BeanDefinition bean
                && REFUSED.equals(bean.getBeanType())
                && "divide".equals(bean.getMethod());
    }

    private void channel(RouteDefinition route, YamlOutline outline) {
        if (route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition channel
                && placeholders.apply(channel.getDeadLetterUri()).startsWith("log:")
                && !isEndless(channel.getRedeliveryPolicy())) {
            warnings.add(
                    outline.lineOf(channel.getDeadLetterUri()),
                    "this dead letter channel only logs" + LOST
                            + "name an endpoint that keeps it, or leave out the errorHandler");
        }
    }

    private void caught(
            ProcessorDefinition<?> step, List<ProcessorDefinition<?>> deliveries, SinkSteps sink, YamlOutline outline) {
        if (!(step instanceof TryDefinition attempt) || deliveries.isEmpty()) {
            return;
        }
        Set<ProcessorDefinition<?>> inside =
                SinkSteps.within(attempt.getOutputsWithoutCatches()).collect(Collectors.toSet());
        if (inside.containsAll(deliveries)) {
            attempt.getCatchClauses().stream()
                    .filter(sink::isQuiet)
                    .findFirst()
                    .ifPresent(clause -> warn(
                            clause,
                            "doCatch ends the failure of" + LOST
                                    + "leave it out, or deliver the batch elsewhere in its steps",
                            outline));
        }
    }

    private void status(ProcessorDefinition<?> step, SinkSteps sink, YamlOutline outline) {
        if (sink.uri(step).contains("throwExceptionOnFailure=false")
                && outline.texts().stream().noneMatch(text -> text.text().contains(STATUS))) {
            warn(
                    step,
                    "with throwExceptionOnFailure: false the commit covers what the server refuses; leave it out, or look"
                            + " at header " + STATUS,
                    outline);
        }
    }

    private static boolean isSet(ExpressionSubElementDefinition value) {
        return value != null
                && value.getExpressionType() != null
                && !"false".equals(value.getExpressionType().getExpression());
    }

    private boolean isEndless(RedeliveryPolicyDefinition policy) {
        return policy != null
                && policy.getMaximumRedeliveries() != null
                && placeholders.apply(policy.getMaximumRedeliveries()).startsWith("-");
    }

    private void warn(ProcessorDefinition<?> step, String problem, YamlOutline outline) {
        warnings.add(outline.lineOfKey(step.getShortName(), step.getLineNumber()), problem);
    }
}
