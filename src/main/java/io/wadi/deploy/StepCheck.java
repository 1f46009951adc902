package io.wadi.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.LoadBalanceDefinition;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.loadbalancer.WeightedLoadBalancerDefinition;
import org.apache.camel.reifier.dataformat.DataFormatReifier;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;

/** Finds the options of steps that Camel reads only when a route starts; the start of a data format has no effect outside. */
final class StepCheck {

    private final NeverStarted camel;
    private final RouteProblems findings;
    private final StrategyCheck strategies;

    /** Creates a check that adds to {@code findings}; {@code camel} has the routes. */
    StepCheck(NeverStarted camel, RouteProblems findings) {
        this.camel = camel;
        this.findings = findings;
        strategies = new StrategyCheck(camel);
    }

    void check(YamlOutline outline) {
        List<RouteDefinition> routes =
                camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
        for (RouteDefinition route : routes) {
            ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)
                    .forEach(step -> check(step, outline));
        }
    }

    private void check(ProcessorDefinition<?> step, YamlOutline outline) {
        strategies
                .problem(step)
                .ifPresent(problem -> findings.add(
                        outline.lineOfValue(problem.option(), problem.value(), step.getLineNumber()),
                        problem.reason()));
        unnamed(step).forEach(reason -> findings.add(line(step, outline), reason));
        if (step instanceof MarshalDefinition marshal) {
            start(step, marshal.getDataFormatType(), outline);
        } else if (step instanceof UnmarshalDefinition unmarshal) {
            start(step, unmarshal.getDataFormatType(), outline);
        } else if (step instanceof AggregateDefinition aggregate) {
            new CompletionCheck(camel)
                    .problem(aggregate)
                    .ifPresent(reason -> findings.add(line(step, outline), reason));
        } else if (step instanceof LoadBalanceDefinition balance
                && balance.getLoadBalancerType() instanceof WeightedLoadBalancerDefinition weighted) {
            weights(balance, weighted, outline);
        }
    }

    /** Camel sets what has an empty name, and fails at each message for what has none in a list. */
    private static Stream<String> unnamed(ProcessorDefinition<?> step) {
        Stream<String> names =
                switch (step.getShortName()) {
                    case "setHeader" -> Arrays.asList(((SetHeaderDefinition) step).getName()).stream();
                    case "setProperty" -> Arrays.asList(((SetPropertyDefinition) step).getName()).stream();
                    case "setVariable" -> Arrays.asList(((SetVariableDefinition) step).getName()).stream();
                    case "setHeaders" ->
                        ((SetHeadersDefinition) step).getHeaders().stream().map(SetHeaderDefinition::getName);
                    case "setVariables" ->
                        ((SetVariablesDefinition) step).getVariables().stream().map(SetVariableDefinition::getName);
                    default -> Stream.empty();
                };
        return names.filter(ObjectHelper::isEmpty).map(name -> step.getShortName() + " needs name");
    }

    private void start(ProcessorDefinition<?> step, DataFormatDefinition format, YamlOutline outline) {
        try {
            ServiceHelper.startService(DataFormatReifier.getDataFormat(camel, format));
        } catch (RuntimeException e) {
            findings.add(line(step, outline), FrameworkReason.of(e));
        }
    }

    private void weights(LoadBalanceDefinition step, WeightedLoadBalancerDefinition weighted, YamlOutline outline) {
        String delimiter = weighted.getDistributionRatioDelimiter();
        String[] numbers = camel.resolvePropertyPlaceholders(weighted.getDistributionRatio())
                .split(delimiter == null ? "," : delimiter);
        int targets = step.getOutputs().size();
        if (numbers.length != targets) {
            findings.add(
                    line(step, outline),
                    "distributionRatio is " + weighted.getDistributionRatio() + "; it must have " + targets
                            + " numbers, one for each target");
        }
    }

    private static int line(ProcessorDefinition<?> step, YamlOutline outline) {
        return outline.lineOfKey(step.getShortName(), step.getLineNumber());
    }
}
