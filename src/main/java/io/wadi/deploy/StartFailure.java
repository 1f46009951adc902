package io.wadi.deploy;

import io.wadi.failure.Causes;
import io.wadi.failure.OneSentence;
import io.wadi.pcap.CaptureException;
import java.net.BindException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The reason why Camel could not build or start a file's routes.
 *
 * @param line line number; 0 if unknown
 * @param reason the message of the cause that is written for users, otherwise of the innermost one
 */
record StartFailure(int line, String reason) {

    private static final Comparator<EndpointUse> WITHOUT_SETTINGS_FIRST =
            Comparator.comparing(use -> use.uri().text().contains("{{"));

    private static final int LEAST_OF_A_VALUE = 3;

    private static final Pattern OF_TYPE = Pattern.compile("of type: (\\S+)");

    /** Reads Camel's exception; {@code outline} and {@code steps} help to find the line. */
    static StartFailure of(Throwable failure, YamlOutline outline, StepLines steps) {
        MarkedYamlEngineException marked = ObjectHelper.getException(MarkedYamlEngineException.class, failure);
        if (marked != null) {
            return StructureFault.explain(marked.getProblem(), RouteFileCheck.line(marked), outline);
        }
        NoSuchBeanException bean = ObjectHelper.getException(NoSuchBeanException.class, failure);
        if (bean != null && bean.getName() != null) {
            int named = outline.lineOf(bean.getName());
            return new StartFailure(named > 0 ? named : line(failure, outline, steps), missing(bean, outline));
        }
        MethodNotFoundException method = ObjectHelper.getException(MethodNotFoundException.class, failure);
        if (method != null && method.getMethodName() != null) {
            return new StartFailure(outline.lineOf(method.getMethodName()), MissingMethod.of(method));
        }
        Optional<EndpointUse> taken = isTaken(failure) ? source(failure, outline) : Optional.empty();
        if (taken.isPresent()) {
            return ofAddress(taken.get(), reason(failure));
        }
        ResolveEndpointFailedException refused =
                ObjectHelper.getException(ResolveEndpointFailedException.class, failure);
        PropertyBindingException binding = ObjectHelper.getException(PropertyBindingException.class, failure);
        if (binding != null && refused == null) {
            return ofProperty(binding, reason(failure), outline);
        }
        BeanFailure made = ObjectHelper.getException(BeanFailure.class, failure);
        if (made != null) {
            return ofBean(made, outline);
        }
        Optional<EndpointUse> endpoint =
                refused == null ? Optional.empty() : endpoint(EndpointUse.path(refused.getUri()), outline);
        return endpoint.map(use -> ofEndpoint(use, reason(failure)))
                .orElseGet(() -> new StartFailure(line(failure, outline, steps), reason(failure)));
    }

    private static boolean isTaken(Throwable failure) {
        return Causes.of(failure).anyMatch(cause -> cause instanceof BindException)
                || FrameworkReason.of(failure).contains("Address already in use");
    }

    /** Camel names the route only while the context starts; otherwise it is the source with the port, or the only one. */
    private static Optional<EndpointUse> source(Throwable failure, YamlOutline outline) {
        FailedToStartRouteException started = ObjectHelper.getException(FailedToStartRouteException.class, failure);
        if (started != null) {
            return outline.source(started.getRouteId());
        }
        List<EndpointUse> sources = outline.endpoints().stream()
                .filter(use -> use.step().equals("from"))
                .filter(use -> use.uri().text().matches("(?s).*(:\\d+|\\{\\{).*"))
                .toList();
        String reason = reason(failure);
        return sources.stream()
                .filter(use -> sources.size() == 1 || reason.contains(port(use)))
                .findFirst();
    }

    private static String port(EndpointUse use) {
        return EndpointUse.path(use.uri().text()).replaceFirst("(?s).*(:\\d+).*", "$1");
    }

    /** Names the address, which most components leave out. */
    private static StartFailure ofAddress(EndpointUse use, String reason) {
        String path = EndpointUse.path(use.uri().text());
        return new StartFailure(use.uri().line(), reason.contains(port(use)) ? reason : path + ": " + reason);
    }

    /** A bean of another type may have the name. */
    private static String missing(NoSuchBeanException failure, YamlOutline outline) {
        Matcher type = OF_TYPE.matcher(failure.getMessage());
        if (!type.find()) {
            return "there is no bean " + failure.getName();
        }
        boolean isThere = outline.ownBeans().stream().anyMatch(own -> own.text().equals(failure.getName()));
        return isThere
                ? "bean " + failure.getName() + " is no " + type.group(1)
                : "there is no bean " + failure.getName() + " of type " + type.group(1);
    }

    /** The line is that of the value of the property. */
    private static StartFailure ofProperty(PropertyBindingException failure, String thrown, YamlOutline outline) {
        String reason = failure.getCause() == null ? MissingProperty.of(failure) : thrown;
        return outline.texts().stream()
                .filter(value ->
                        outline.isBean(value.line()) && value.text().equals(String.valueOf(failure.getValue())))
                .findFirst()
                .map(value -> new StartFailure(value.line(), reason))
                .orElseGet(() -> new StartFailure(lineOfBean(reason, outline), reason));
    }

    /** The line is that of the method that failed, or of the name of the bean. */
    private static StartFailure ofBean(BeanFailure failure, YamlOutline outline) {
        String wanted = failure.method().isEmpty() ? failure.bean() : failure.method();
        return outline.texts().stream()
                .filter(value -> outline.isBean(value.line()) && value.text().equals(wanted))
                .findFirst()
                .map(value -> new StartFailure(value.line(), failure.getMessage()))
                .orElseGet(() -> new StartFailure(lineOfBean(failure.bean(), outline), failure.getMessage()));
    }

    /** The line is that of the option in the message, or of the URI if the options are in the URI. */
    private static StartFailure ofEndpoint(EndpointUse use, String reason) {
        int line = use.options().stream()
                .map(EndpointUse.Option::name)
                .filter(name -> Pattern.compile("\\b" + Pattern.quote(name.text()) + "\\b")
                        .matcher(reason)
                        .find())
                .findFirst()
                .orElse(use.uri())
                .line();
        String scheme = use.uri().text().split(":", 2)[0];
        return new StartFailure(line, scheme + ": " + reason);
    }

    /** By the path, because Camel sorts the options; rather one without settings than one that may become this path. */
    private static Optional<EndpointUse> endpoint(String path, YamlOutline outline) {
        return outline.endpoints().stream()
                .filter(use -> EndpointUse.withSettings(
                                EndpointUse.path(use.uri().text()))
                        .matcher(path)
                        .matches())
                .min(WITHOUT_SETTINGS_FIRST);
    }

    /** Like {@link #of(Throwable, YamlOutline, StepLines)}, for a checked file, whose text gives the lines. */
    static StartFailure of(Throwable failure, CheckedFile checked) {
        return of(failure, new OutlineReader().read(checked.file()), StepLines.UNKNOWN);
    }

    /** Whether the YAML DSL could not parse the file. */
    static boolean isStructural(Throwable failure) {
        return ObjectHelper.getException(MarkedYamlEngineException.class, failure) != null;
    }

    /** The line of the expression, class, interface or step that the message is about, otherwise of the route. */
    private static int line(Throwable failure, YamlOutline outline, StepLines steps) {
        ExpressionIllegalSyntaxException expression =
                ObjectHelper.getException(ExpressionIllegalSyntaxException.class, failure);
        ClassNotFoundException missing = ObjectHelper.getException(ClassNotFoundException.class, failure);
        int line = 0;
        if (expression != null) {
            line = lineOfExpression(expression, outline);
        } else if (missing != null) {
            line = outline.lineOf(String.valueOf(missing.getMessage()));
        } else if (ObjectHelper.getException(CaptureException.class, failure) != null) {
            line = lineOfCapture(reason(failure), outline);
        }
        line = line > 0 ? line : lineOfRoute(failure, outline, steps);
        line = line > 0 ? line : lineOfBean(reason(failure), outline);
        return line > 0 || outline.routes().size() != 1
                ? line
                : outline.routes().get(0).line();
    }

    /** The longest value of the file that is in the message on a bean which cannot be created, otherwise the only bean. */
    private static int lineOfBean(String reason, YamlOutline outline) {
        if (outline.ownBeans().isEmpty()) {
            return 0;
        }
        return outline.texts().stream()
                .filter(value -> outline.isBean(value.line()))
                .filter(value -> Pattern.compile("(?<!\\w)" + Pattern.quote(value.text()) + "(?!\\w)")
                        .matcher(reason)
                        .find())
                .filter(value -> value.text().length() >= LEAST_OF_A_VALUE)
                .max(Comparator.comparingInt(value -> value.text().length()))
                .map(Scalar::line)
                .orElseGet(() -> outline.ownBeans().size() == 1
                        ? outline.ownBeans().get(0).line()
                        : 0);
    }

    /** If the expression has settings, the file has other text around the function. */
    private static int lineOfExpression(ExpressionIllegalSyntaxException failure, YamlOutline outline) {
        String expression = String.valueOf(failure.getExpression());
        int line = outline.lineOf(expression);
        int start = failure instanceof SimpleIllegalSyntaxException simple ? simple.getIndex() : -1;
        int end = start < 0 ? -1 : expression.indexOf('}', start);
        return line > 0 || end < 0 ? line : outline.lineOf(expression.substring(start, end + 1));
    }

    private static int lineOfCapture(String reason, YamlOutline outline) {
        return outline.endpoints().stream()
                .filter(use -> use.uri().text().matches("(pcap|netflow):.*")
                        && isAbout(reason, EndpointUse.path(use.uri().text())))
                .min(WITHOUT_SETTINGS_FIRST)
                .map(use -> use.uri().line())
                .orElse(0);
    }

    /** Whether a sentence has the interface or file of a path as a word. */
    private static boolean isAbout(String reason, String path) {
        String name = path.replaceFirst("^(pcap|netflow):[^:]*:", "");
        return Pattern.compile("(?<!\\S)" + EndpointUse.withSettings(name) + "(?![\\w.])")
                .matcher(reason)
                .find();
    }

    private static int lineOfRoute(Throwable failure, YamlOutline outline, StepLines steps) {
        FailedToCreateRouteException created = ObjectHelper.getException(FailedToCreateRouteException.class, failure);
        if (created != null) {
            int step = steps.lineOf(created, outline);
            return step > 0 ? step : outline.lineOfRoute(created.getRouteId());
        }
        FailedToStartRouteException started = ObjectHelper.getException(FailedToStartRouteException.class, failure);
        return started == null ? 0 : outline.lineOfRoute(started.getRouteId());
    }

    private static String reason(Throwable failure) {
        return Causes.find(failure, OneSentence.class)
                .map(OneSentence::getMessage)
                .orElseGet(() -> FrameworkReason.of(failure));
    }
}
