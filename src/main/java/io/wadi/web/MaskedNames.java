package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The MBeans behind names with masked secrets. A console asks for the names that it was shown; Hawtio's page of all endpoints is
 * empty if it cannot read one of them.
 */
final class MaskedNames {

    private static final String KEY = "mbean";

    private final SecretMask mask;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private Map<ObjectName, String> names;

    MaskedNames(SecretMask mask) {
        this.mask = mask;
    }

    /** A request of Jolokia, or a list of requests, with the real names. */
    JsonNode resolve(JsonNode requests) {
        for (JsonNode request : requests.isArray() ? requests : List.of(requests)) {
            if (request instanceof ObjectNode object
                    && object.path(KEY).asText().contains(SecretMask.MASK)) {
                object.put(KEY, real(object.path(KEY).asText()));
            }
        }
        return requests;
    }

    private String real(String shown) {
        try {
            return names().getOrDefault(new ObjectName(shown), shown);
        } catch (MalformedObjectNameException e) {
            return shown;
        }
    }

    /** Looked up once, because a list may have thousands of requests. */
    private Map<ObjectName, String> names() {
        if (names == null) {
            names = new HashMap<>();
            server.queryNames(null, null).forEach(this::add);
        }
        return names;
    }

    private void add(ObjectName real) {
        String shown = mask.name(real.toString());
        try {
            if (shown.contains(SecretMask.MASK)) {
                names.putIfAbsent(new ObjectName(shown), real.toString());
            }
        } catch (MalformedObjectNameException e) {
            // What is shown is no name any more, so nobody can ask for it.
        }
    }
}
