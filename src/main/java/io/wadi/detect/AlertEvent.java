package io.wadi.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * A change of an alert's state, as a message on topic {@code alerts}. Times are ISO 8601 in UTC.
 *
 * @param id number of the change; a duplicate message has the same number
 * @param change {@code opened}, {@code acknowledged} or {@code closed}
 * @param at time of the change
 * @param alert number of the alert
 * @param detection name of the detection
 * @param severity {@code low}, {@code medium} or {@code high}
 * @param title title of the detection
 * @param subject what the alert is about, for example an address
 * @param score distance from the normal, in the detection's own measure
 * @param evidence the detection's latest evidence, a JSON object
 * @param openedAt time at which it was opened
 * @param lastSeen time at which it was last found
 * @param closedAt time at which it was closed, or absent
 * @param acknowledgedBy user who acknowledged it, or absent
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
