package io.wadi.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random question, and its parts as a user of SQL would write them.
 *
 * @param range its range for the API
 * @param from start of the range that is answered
 * @param to end of the range that is answered
 * @param shift how much earlier the former range is
 * @param filter in the language of filters
 * @param condition the same in SQL
 */
record RandomQuestion(
        String range,
        Instant from,
        Instant to,
        Duration shift,
        List<Field> by,
        String measure,
        String rank,
        int limit,
        String filter,
        String condition) {

    private static final int WINDOW_SECONDS = 60;
    private static final int LONGEST_SPREAD_SECONDS = 15 * WINDOW_SECONDS;
    private static final Duration LONGEST_OF_WINDOWS = Duration.ofDays(7);

    /** A field, its SQL, and whether sums by hour and day have it. */
    record Field(String word, String sql, boolean isInSums) {}

    private record Atom(String filter, String sql, boolean isInSums) {}

    private static final List<Field> FIELDS = List.of(
            new Field("src.host", "host(src_ip)", true),
            new Field("dst.host", "host(dst_ip)", true),
            new Field("src.network", "network(set_masklen(src_ip, 24))::text", true),
            new Field("src.country", "src_country", true),
            new Field("dst.country", "dst_country", true),
            new Field("src.asn", "src_asn::text", true),
            new Field("dst.asn", "dst_asn::text", true),
            new Field("protocol", "protocol", true),
            new Field("transport", "transport", false),
            new Field("src.port", "src_port::text", false),
            new Field("dst.port", "dst_port::text", false),
            new Field("name", "name", false),
            new Field("probe", "probe", false),
            new Field("in.interface", "in_interface::text", false),
            new Field("src.site", "(array['A', 'A', null, 'A', 'B', 'B', 'A'])[1 + (src_ip - inet '10.0.0.0')]", true),
            new Field("dst.net", "case when dst_ip << '198.51.100.0/24' then 'web' end", true),
            new Field("community", "flow", false),
            new Field("dscp", "(tos / 4)::text", false),
            new Field("next.hop", "host(next_hop)", false),
            new Field("vlan", "vlan::text", false),
            new Field(
                    "tcp.flags",
                    "case tcp_flags when 2 then 'SYN' when 18 then 'SYN+ACK' when 4 then 'RST' end",
                    false),
            new Field("direction", "(array['ingress', 'egress'])[1 + exported_direction]", false),
            new Field(
                    "end.reason",
                    "case end_reason when 2 then 'active timeout' else 'reason ' || end_reason end",
                    false),
            new Field("sampling", "sampling::text", false),
            new Field("dst.exported.asn", "exported_dst_asn::text", false));

    private static final List<Atom> ATOMS = List.of(
            new Atom("host = 10.0.0.2", "inet '10.0.0.2' in (src_ip, dst_ip)", true),
            new Atom("src.host != 10.0.0.3", "src_ip <> '10.0.0.3'", true),
            new Atom("dst.host in 198.51.100.0/31", "host(dst_ip) in ('198.51.100.0', '198.51.100.1')", true),
            new Atom("country = us", "coalesce(src_country, '') = 'US' or coalesce(dst_country, '') = 'US'", true),
            new Atom("src.country != DE", "src_country is distinct from 'DE'", true),
            new Atom("country = unknown", "src_country is null or dst_country is null", true),
            new Atom("protocol not in (TLS, \"HTTP\")", "protocol <> 'TLS' and protocol <> 'HTTP'", true),
            new Atom("protocol ~ *T*", "lower(protocol) like '%t%'", true),
            new Atom(
                    "asn in (AS64500, 64501)",
                    "coalesce(src_asn, 0) in (64500, 64501) or coalesce(dst_asn, 0) in" + " (64500, 64501)",
                    true),
            new Atom("src.asn > 64500", "coalesce(src_asn, 0) > 64500", true),
            new Atom("as = \"Example Net\"", "64500 in (coalesce(src_asn, 0), coalesce(dst_asn, 0))", true),
            new Atom("src.as ~ 100%*", "coalesce(src_asn, 0) = 64501", true),
            new Atom(
                    "port in (0, 440-443)",
                    "coalesce(src_port, -1) in (0, 440, 441, 442, 443) or dst_port between 440" + " and 443",
                    false),
            new Atom("dst.port >= 9000", "dst_port >= 9000", false),
            new Atom("port < 10000", "coalesce(src_port, 99999) < 10000 or dst_port < 10000", false),
            new Atom("dst.port in (440-443, 40001)", "dst_port between 440 and 443 or dst_port = 40001", false),
            new Atom("interface = 4", "4 in (coalesce(in_interface, 0), coalesce(out_interface, 0))", false),
            new Atom("site = A", "src_ip in ('10.0.0.0', '10.0.0.1', '10.0.0.3', '10.0.0.6')", true),
            new Atom("src.tag = y", "src_ip <> '10.0.0.2'", true),
            new Atom("src.net ~ p*", "src_ip = '10.0.0.2'", true),
            new Atom("role != dc", "src_ip not in ('10.0.0.4', '10.0.0.5')", true),
            new Atom("src.site = unknown", "src_ip = '10.0.0.2'", true),
            new Atom("community ~ *9", "coalesce(flow, '') like '%9'", false),
            new Atom("dscp = 46", "coalesce(tos, 0) between 184 and 187", false),
            new Atom("next.hop in 192.0.2.0/25", "coalesce(host(next_hop), '') = '192.0.2.9'", false),
            new Atom("rtt >= 15", "coalesce(extract(epoch from rtt), 0) >= 0.015", false),
            new Atom("rtt = unknown", "rtt is null", false),
            new Atom("vlan in (8, 9-10)", "coalesce(vlan, 0) in (8, 9, 10)", false),
            new Atom("vlan = unknown", "vlan is null", false),
            new Atom("tcp.flags ~ *syn*", "tcp_flags & 2 > 0", false),
            new Atom("tcp.flags = RST", "tcp_flags = 4", false),
            new Atom("tcp.flags = unknown", "tcp_flags = 0", false),
            new Atom("direction = egress", "coalesce(exported_direction, 0) = 1", false),
            new Atom("end.reason in (\"active timeout\", \"reason 9\")", "coalesce(end_reason, 0) in (2, 9)", false),
            new Atom("sampling >= 100", "coalesce(sampling, 0) >= 100", false),
            new Atom(
                    "exported.asn = AS64501",
                    "64501 in (coalesce(exported_src_asn, 0), coalesce(exported_dst_asn, 0))",
                    false),
            new Atom("src.port <= 1", "coalesce(src_port, 9) <= 1", false),
            new Atom("src.port = unknown", "src_port is null", false),
            new Atom("name ~ \"*.test\"", "coalesce(name, '') like '%.test'", false),
            new Atom("name !~ a?e*", "coalesce(name, '') not like 'a_e%'", false),
            new Atom("probe = late", "probe = 'late'", false),
            new Atom("bytes > 1k", "bytes > 1000", false),
            new Atom("bytes > 65535", "bytes > 65535", false),
            new Atom("not bytes >= 65.537k", "bytes < 65537", false),
            new Atom("bytes in (65536, 65.537k-1M)", "bytes = 65536 or bytes between 65537 and 1000000", false),
            new Atom("bytes in (100, 65538)", "bytes in (100, 65538)", false),
            new Atom("packets in 2-3", "packets in (2, 3)", false),
            new Atom("not retransmissions = 0", "retransmissions <> 0", false),
            new Atom("transport = UDP", "transport = 'UDP'", false));

    private static final List<Atom> OF_TRANSPORT = List.of(
            new Atom("transport = UDP", "transport = 'UDP'", false),
            new Atom("transport != UDP", "transport <> 'UDP'", false),
            new Atom("transport in (TCP, UDP)", "true", false));

    /** Draws one; of ranges that are too long for windows, only with what sums have. */
    static RandomQuestion of(Random random) {
        return of(random, RandomFlows.range(random));
    }

    /** Draws one of several days and whole hours. */
    static RandomQuestion ofWholeHours(Random random) {
        return of(random, RandomFlows.rangeOfHours(random));
    }

    /** The same about the ports of one end. */
    static RandomQuestion ofPorts(Random random) {
        RandomQuestion one = ofWholeHours(random);
        Atom filter = OF_TRANSPORT.get(random.nextInt(OF_TRANSPORT.size()));
        String end = List.of("src", "dst").get(random.nextInt(2));
        return new RandomQuestion(
                one.range,
                one.from,
                one.to,
                one.shift,
                List.of(new Field(end + ".port", end + "_port::text", false)),
                List.of("bytes", "packets").get(random.nextInt(2)),
                one.rank,
                1 + random.nextInt(20),
                filter.filter,
                filter.sql);
    }

    private static RandomQuestion of(Random random, String[] range) {
        Instant from = Instant.parse(range[0]);
        Instant to = Instant.parse(range[1]);
        if (Duration.between(from, to).toSeconds() <= LONGEST_SPREAD_SECONDS
                && nextWindow(from).isBefore(nextWindow(to))) {
            from = nextWindow(from);
            to = nextWindow(to);
        }
        boolean isLong = Duration.between(from, to).compareTo(LONGEST_OF_WINDOWS) > 0;
        List<Field> fields =
                FIELDS.stream().filter(each -> each.isInSums || !isLong).toList();
        List<Field> by = random.ints(0, fields.size())
                .distinct()
                .limit(1 + random.nextInt(3))
                .mapToObj(fields::get)
                .toList();
        List<String> measures = isLong
                ? List.of("bytes", "packets", "hosts")
                : List.of("bytes", "packets", "hosts", "flows", "retransmissions", "rtt-p50", "rtt-p95");
        Atom filter = filter(random, isLong, 2);
        return new RandomQuestion(
                "from=" + range[0] + "&to=" + range[1],
                from,
                to,
                Duration.between(from, to),
                by,
                measures.get(random.nextInt(measures.size())),
                List.of("average", "average", "maximum", "last", "p95").get(random.nextInt(5)),
                1 + random.nextInt(6),
                filter.filter,
                filter.sql);
    }

    private static Atom filter(Random random, boolean isLong, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            List<Atom> atoms =
                    ATOMS.stream().filter(each -> each.isInSums || !isLong).toList();
            Atom atom = atoms.get(random.nextInt(atoms.size()));
            return new Atom(atom.filter, "(" + atom.sql + ")", atom.isInSums);
        }
        Atom one = filter(random, isLong, depth - 1);
        if (random.nextInt(4) == 0) {
            return new Atom("not (" + one.filter + ")", "not (" + one.sql + ")", true);
        }
        Atom other = filter(random, isLong, depth - 1);
        String word = random.nextInt(3) == 0 ? " and " : " or ";
        return new Atom("(" + one.filter + word + other.filter + ")", "(" + one.sql + word + other.sql + ")", true);
    }

    /** The start of the first bucket of this length, in seconds since the epoch. */
    long firstBucket(long step) {
        return nextSecond(from) / step * step;
    }

    /** The values of all buckets of this length where there are no flows. */
    List<Double> empty(long step) {
        long seconds = nextSecond(to) - firstBucket(step);
        Double[] values = new Double[(int) Math.max(1, (seconds + step - 1) / step)];
        Arrays.fill(values, isUnknownWithoutFlows() ? null : 0.0);
        return Arrays.asList(values);
    }

    private boolean isUnknownWithoutFlows() {
        return measure.startsWith("r");
    }

    private static long nextSecond(Instant time) {
        return time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
    }

    /** Its parameters for the API, with figures by time. */
    String parameters() {
        return range + "&by="
                + by.stream().map(Field::word).collect(Collectors.joining(",")) + "&measure=" + measure + "&rank="
                + rank + "&limit=" + limit + "&series=true&compare=previous&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    /** Whether its measure is spread over buckets that are shorter than a window. */
    boolean isSpread(long step) {
        return step < WINDOW_SECONDS && List.of("bytes", "packets", "hosts").contains(measure);
    }

    private static Instant nextWindow(Instant time) {
        return Instant.ofEpochSecond(-Math.floorDiv(-nextSecond(time), (long) WINDOW_SECONDS) * WINDOW_SECONDS);
    }

    /** The SQL of a group: the JSON of its values. */
    String group() {
        return "jsonb_build_array(" + by.stream().map(Field::sql).collect(Collectors.joining(", ")) + ")::text";
    }

    /** The SQL of the figure of rows. */
    String figure() {
        return switch (measure) {
            case "hosts" -> "(select count(distinct host) from unnest(array_agg(src_ip) || array_agg(dst_ip)) as host)";
            case "flows" -> "count(*)";
            case "rtt-p50", "rtt-p95" ->
                "percentile_disc(0." + measure.substring(5)
                        + ") within group (order by extract(epoch from rtt) * 1000)";
            case "retransmissions" ->
                "sum(retransmissions)::float8 / nullif(sum(case transport when 'TCP' then packets end), 0)";
            default -> "coalesce(sum(" + measure + "), 0)";
        };
    }

    /** The scores of the groups in descending order, from the series of each; null where there is no figure. */
    Double score(List<Double> series, Double whole) {
        List<Double> known = new ArrayList<>(series);
        known.removeIf(value -> value == null || value == 0);
        known.sort(null);
        int fromTop = series.size() - (int) Math.ceil(series.size() * 0.95);
        return switch (rank) {
            case "average" -> whole;
            case "last" -> series.get(series.size() - 1);
            case "maximum" -> known.isEmpty() ? null : known.get(known.size() - 1);
            default -> known.size() <= fromTop ? null : known.get(known.size() - 1 - fromTop);
        };
    }
}
