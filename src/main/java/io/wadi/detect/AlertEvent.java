package io.wadi.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * A change of an alert's state, as a message on topic {@code alerts}. Times are ISO 8601 in UTC.
 *
 * @param id number of the change; a message that comes twice has the same
 * @param change {@code opened}, {@code acknowledged} or {@code closed}
 * @param at when it changed
 * @param alert number of the alert
 * @param detection name of the detection
 * @param severity {@code low}, {@code medium} or {@code high}
 * @param title what the detection calls it
 * @param subject who or what it is about
 * @param score how far beyond the normal, in the detection's own measure
 * @param evidence what the detection saw last, a JSON object
 * @param openedAt when it was opened
 * @param lastSeen when it was last found
 * @param closedAt when it was over, or absent
 * @param acknowledgedBy who took note of it, or absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertEvent(
        long id,
        String change,
        String at,
        long alert,
        String detection,
        String severity,
        String title,
        String subject,
        double score,
        @JsonRawValue String evidence,
        String openedAt,
        String lastSeen,
        String closedAt,
        String acknowledgedBy) {}
