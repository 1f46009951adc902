package io.wadi.web;

import java.util.Map;

/** Values of the parameters of queries that the API refuses, and others that it accepts. */
final class ParameterValues {

    static final Map<String, String> NONSENSE = Map.ofEntries(
            Map.entry("last", "never"),
            Map.entry("from", "never"),
            Map.entry("to", "never"),
            Map.entry("host", "nobody"),
            Map.entry("protocol", "%20"),
            Map.entry("country", "Germany"),
            Map.entry("limit", "0"),
            Map.entry("asn", "AS1x"),
            Map.entry("probe", "%00"),
            Map.entry("once", "maybe"),
            Map.entry("interface", "eth0"),
            Map.entry("by", "colour"),
            Map.entry("measure", "colour"),
            Map.entry("rank", "colour"),
            Map.entry("series", "colour"),
            Map.entry("filter", "colour"),
            Map.entry("compare", "never"));

    static final Map<String, String> SENSIBLE = Map.ofEntries(
            Map.entry("protocol", "DNS"),
            Map.entry("country", "US"),
            Map.entry("limit", "1"),
            Map.entry("last", "5m"),
            Map.entry("asn", "AS15169"),
            Map.entry("probe", "r7"),
            Map.entry("once", "true"),
            Map.entry("interface", "3"),
            Map.entry("by", "src.host,protocol"),
            Map.entry("measure", "hosts"),
            Map.entry("rank", "p95"),
            Map.entry("series", "true"),
            Map.entry("filter", "not%20host=::1"),
            Map.entry("compare", "week"));

    private ParameterValues() {}
}
