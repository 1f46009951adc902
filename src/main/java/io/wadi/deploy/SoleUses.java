package io.wadi.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What only one route can have. Camel refuses the second one when it starts, or the second one gets nothing. */
final class SoleUses {

    private SoleUses() {}

    /** Those of a file, with their lines. Endpoints whose names have unknown settings are left out. */
    static List<Scalar> of(YamlOutline outline) {
        List<Scalar> uses = new ArrayList<>();
        for (EndpointUse use : outline.endpoints()) {
            String path = EndpointUse.path(use.uri().text());
            if (use.step().equals("from") && !path.contains("{{")) {
                if (path.startsWith("direct:")
                        || Listener.of(path).filter(Listener::isAlone).isPresent()) {
                    uses.add(new Scalar("consumer of " + path, use.uri().line()));
                } else if (path.startsWith("platform-http:")) {
                    uses.add(new Scalar(
                            "consumer of " + path + methods(use), use.uri().line()));
                }
            }
        }
        for (YamlOutline.Key key : outline.keys()) {
            if (key.name().text().equals("startupOrder") && key.text() != null) {
                uses.add(new Scalar("startupOrder " + key.text(), key.name().line()));
            }
        }
        return uses;
    }

    private static String methods(EndpointUse use) {
        String methods = use.setting("httpMethodRestrict");
        return methods == null ? "" : " by " + methods.toUpperCase(Locale.ROOT);
    }
}
