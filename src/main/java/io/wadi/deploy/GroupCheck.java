package io.wadi.deploy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns of two routes with one consumer group and topic, as after copying a file: each gets only some of the messages. No
 * error, because they may be meant to share them.
 */
final class GroupCheck {

    private static final String GROUP = "groupId";

    private final Map<String, String> places = new HashMap<>();
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code others} are the names in other files. */
    GroupCheck(List<Names> others, RouteProblems warnings) {
        this.warnings = warnings;
        others.forEach(other -> other.groups().forEach(group -> places.putIfAbsent(group, other.file())));
    }

    /** The groups of a file, with what they read. */
    static Set<String> of(YamlOutline outline) {
        Set<String> groups = new LinkedHashSet<>();
        outline.endpoints().stream().filter(GroupCheck::isMember).forEach(use -> groups.add(group(use)));
        return groups;
    }

    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(GroupCheck::isMember).forEach(use -> {
            int line = use.line(GROUP);
            String other = places.putIfAbsent(group(use), "line " + line);
            if (other != null) {
                warnings.add(
                        line,
                        group(use) + " is in " + other + " too: each of these routes gets only some of the messages");
            }
        });
    }

    private static boolean isMember(EndpointUse use) {
        return use.step().equals("from")
                && EndpointUse.path(use.uri().text()).startsWith("kafka:")
                && use.setting(GROUP) != null;
    }

    private static String group(EndpointUse use) {
        String brokers = use.setting("brokers");
        return "groupId " + use.setting(GROUP) + " of "
                + EndpointUse.path(use.uri().text()) + (brokers == null ? "" : " on " + brokers);
    }
}
