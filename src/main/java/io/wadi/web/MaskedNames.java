package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The MBeans behind names with masked secrets. A console asks for the names that it was shown; Hawtio's page of all endpoints is
 * empty if it cannot read one of them.
 */
final class MaskedNames {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "mbean";

    private final SecretMask mask;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    MaskedNames(SecretMask mask) {
        this.mask = mask;
    }

    /** A request of Jolokia, or a list of requests, with the real names. */
    byte[] resolve(byte[] json) throws IOException {
        JsonNode requests = JSON.readTree(json);
        for (JsonNode request : requests.isArray() ? requests : List.of(requests)) {
            if (request instanceof ObjectNode object
                    && object.path(KEY).asText().contains(SecretMask.MASK)) {
                object.put(KEY, real(object.path(KEY).asText()));
            }
        }
        return JSON.writeValueAsBytes(requests);
    }

    private String real(String shown) {
        try {
            ObjectName asked = new ObjectName(shown);
            return server.queryNames(new ObjectName(asked.getDomain() + ":*"), null).stream()
                    .filter(name -> isShownAs(name, asked))
                    .map(ObjectName::toString)
                    .findFirst()
                    .orElse(shown);
        } catch (MalformedObjectNameException e) {
            return shown;
        }
    }

    private boolean isShownAs(ObjectName real, ObjectName asked) {
        try {
            return new ObjectName(mask.name(real.toString())).equals(asked);
        } catch (MalformedObjectNameException e) {
            return false;
        }
    }
}
