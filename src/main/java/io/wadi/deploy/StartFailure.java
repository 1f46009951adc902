package io.wadi.deploy;

import io.wadi.failure.Causes;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The reason why Camel could not build or start a file's routes.
 *
 * @param line line number; 0 if unknown
 * @param reason the message of the innermost cause
 */
record StartFailure(int line, String reason) {

    /** Reads Camel's exception; {@code outline} helps to find the line. */
    static StartFailure of(Throwable failure, YamlOutline outline) {
        MarkedYamlEngineException marked = ObjectHelper.getException(MarkedYamlEngineException.class, failure);
        if (marked != null) {
            return new StartFailure(RouteFileCheck.line(marked), marked.getProblem());
        }
        NoSuchBeanException bean = ObjectHelper.getException(NoSuchBeanException.class, failure);
        if (bean != null && bean.getName() != null) {
            return new StartFailure(outline.lineOf(bean.getName()), "there is no bean " + bean.getName());
        }
        return new StartFailure(lineOfRoute(failure, outline), innermost(failure));
    }

    /** Like {@link #of(Throwable, YamlOutline)}, for a checked file, whose text gives the lines. */
    static StartFailure of(Throwable failure, CheckedFile checked) {
        return of(failure, new OutlineReader().read(checked.file()));
    }

    /** Whether the YAML DSL could not parse the file. */
    static boolean isStructural(Throwable failure) {
        return ObjectHelper.getException(MarkedYamlEngineException.class, failure) != null;
    }

    private static int lineOfRoute(Throwable failure, YamlOutline outline) {
        FailedToCreateRouteException created = ObjectHelper.getException(FailedToCreateRouteException.class, failure);
        if (created != null) {
            return outline.lineOf(created.getRouteId());
        }
        FailedToStartRouteException started = ObjectHelper.getException(FailedToStartRouteException.class, failure);
        return started == null ? 0 : outline.lineOf(started.getRouteId());
    }

    private static String innermost(Throwable failure) {
        Throwable cause = Causes.innermost(failure);
        if (cause instanceof StackOverflowError) {
            return "an expression or a placeholder is nested too deeply";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
