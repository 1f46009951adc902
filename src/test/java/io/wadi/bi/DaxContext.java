package io.wadi.bi;

import java.util.HashMap;
import java.util.Map;

/**
 * The filters that a DAX expression sees, as conditions in SQL.
 *
 * @param rows by table of the model
 * @param hosts on the rows of Hosts; BLANK for the member of addresses that have no row; null where no filter reaches Hosts
 * @param days on the days of Dates, in which {@code {day}} stands for the day; null where there is none
 */
record DaxContext(Map<String, String> rows, String hosts, String days) {

    private static final String BLANK = "blank";

    /** No filter. */
    static final DaxContext NONE = new DaxContext(Map.of(), null, null);

    /** A slicer on Flows[Time], from the first time to before the second one. */
    DaxContext time(String[] range) {
        return and(
                "Flows",
                "time_utc >= timestamptz '%s' at time zone 'UTC' and time_utc < timestamptz '%s' at time zone 'UTC'"
                        .formatted(range[0], range[1]));
    }

    /** A slicer on Dates[Date], from the first day to the last one. */
    DaxContext days(String first, String last) {
        return new DaxContext(rows, hosts, "{day} between date '%s' and date '%s'".formatted(first, last));
    }

    /** A slicer on Hosts[Host]; null for nothing selected. */
    DaxContext host(String host) {
        return new DaxContext(rows, host == null ? null : "host = '" + host + "'", days);
    }

    /** What a visual shows at (Blank) of Hosts. */
    DaxContext unknownHosts() {
        return new DaxContext(rows, BLANK, days);
    }

    /** The condition that the filter on Hosts puts on a column of addresses. */
    String ofHosts(String address, String view) {
        return BLANK.equals(hosts)
                ? "%s not in (select ip from bi.%s)".formatted(address, view)
                : "%s in (select ip from bi.%s where %s)".formatted(address, view, hosts);
    }

    DaxContext and(String table, String condition) {
        Map<String, String> more = new HashMap<>(rows);
        more.merge(table, condition, (one, other) -> one + " and " + other);
        return new DaxContext(more, hosts, days);
    }

    /** The days that are so many days after those that are selected. */
    DaxContext shifted(String count) {
        return new DaxContext(
                rows, hosts, days == null ? null : days.replace("{day}", "({day} - (%s)::int)".formatted(count)));
    }

    /** The conditions on rows of a table that has a column {@code date}. */
    String where(String table) {
        return rows.getOrDefault(table, "true") + (days == null ? "" : " and " + days.replace("{day}", "date"));
    }
}
