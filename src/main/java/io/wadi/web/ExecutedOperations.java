package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a request to Jolokia executed, for its line of the audit: without arguments and secrets, and of a bounded length. */
final class ExecutedOperations {

    private static final int MOST = 20;
    private static final int LONGEST = 300;

    private final SecretMask mask;
    private final List<String> lines = new ArrayList<>();
    private int further;

    ExecutedOperations(SecretMask mask) {
        this.mask = mask;
    }

    /** Adds a request if it does anything but read; {@code answer} says by its status whether it was executed. */
    void add(JsonNode request, Object answer) {
        if (!JolokiaGuard.executes(request)) {
            return;
        }
        if (lines.size() == MOST) {
            further++;
            return;
        }
        Object status = answer instanceof Map<?, ?> map ? map.get("status") : null;
        lines.add(text(request, "operation") + " of " + text(request, "mbean") + ": " + status);
    }

    private String text(JsonNode request, String key) {
        String shown = mask.name(request.path(key).asText()).replaceAll("\\p{Cntrl}", " ");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }

    /** One line; empty if all requests only read. */
    @Override
    public String toString() {
        return String.join("; ", lines) + (further == 0 ? "" : "; " + further + " more");
    }
}
