package io.wadi.filter;

/** The facts of one flow, by the names of the columns of table {@code flows}. */
@FunctionalInterface
public interface FlowFacts {

    /**
     * A fact.
     *
     * @param column name of the column; of the fields {@code as}, {@code src_organization} or {@code dst_organization}
     * @return an {@code IpAddress}, {@code Long} or {@code String}, or null if it is unknown
     */
    Object of(String column);
}
