package io.wadi.web;

import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.management.DefaultManagementObjectNameStrategy;

/**
 * Names the MBeans of the API's routes as those of a Camel context of their own, so that Hawtio shows them apart. There is only
 * one context: health, metrics and the deployment of route files know all of its routes.
 */
final class ApiRouteNames extends DefaultManagementObjectNameStrategy {

    /** The group of the API's routes in their files. */
    static final String GROUP = "api";

    private static final Pattern CONTEXT = Pattern.compile("\\bcontext=[^,]*");

    @Override
    public ObjectName getObjectNameForRoute(Route route) throws MalformedObjectNameException {
        ObjectName name = super.getObjectNameForRoute(route);
        return GROUP.equals(route.getGroup()) ? apart(name) : name;
    }

    /** The name of the context that the API's routes seem to have. */
    ObjectName getObjectNameForApi(CamelContext context) throws MalformedObjectNameException {
        ObjectName name = getObjectNameForCamelContext(context);
        return ObjectName.getInstance(
                apart(name).toString().replaceFirst("name=\"(.*)\"", "name=\"$1-" + GROUP + "\""));
    }

    private static ObjectName apart(ObjectName name) throws MalformedObjectNameException {
        return ObjectName.getInstance(CONTEXT.matcher(name.toString()).replaceFirst("$0-" + GROUP));
    }
}
