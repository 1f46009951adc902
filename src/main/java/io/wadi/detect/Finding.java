package io.wadi.detect;

/**
 * One row of a detection's result.
 *
 * @param subject what it is about; identifies the alert
 * @param score distance from the normal, in the detection's own measure
 * @param evidence what the detection found, a JSON object
 */
public record Finding(String subject, double score, String evidence) {}
