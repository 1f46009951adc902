package io.wadi.query;

import io.wadi.filter.FlowField;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Sums by hour of one end of the flows, or of neither, which have a fraction of the rows of those that have both. The functions
 * are in {@code sql/schema/R__selected_one_end.sql}.
 */
enum OneEnd {
    NEITHER("place", Set.of("src_country", "dst_country", "src_asn", "dst_asn", "protocol")),
    SOURCE("source", Set.of("src_ip", "src_country", "src_asn", "protocol", "transport", "probe")),
    DESTINATION("destination", Set.of("dst_ip", "dst_country", "dst_asn", "protocol", "transport", "probe"));

    private final String word;
    private final Set<String> columns;

    OneEnd(String word, Set<String> columns) {
        this.word = word;
        this.columns = columns;
    }

    /** The one that has all that a question asks for, if there is one. */
    static Optional<OneEnd> of(Question question) {
        return question.measure().countsEnds()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(one -> question.fields().allMatch(one::has))
                        .findFirst();
    }

    private boolean has(FlowField field) {
        return field.isOfSome(columns);
    }

    /** The function that reads it with the columns of sums. */
    String sums() {
        return word + "_sums";
    }

    /** The function that reads it with the columns of details. */
    String details() {
        return this == NEITHER ? "places" : word + "s";
    }
}
