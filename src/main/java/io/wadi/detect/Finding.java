package io.wadi.detect;

/**
 * One row of a detection's result.
 *
 * @param subject who or what it is about; an alert goes by it
 * @param score how far beyond the normal, in the detection's own measure
 * @param evidence what it saw, a JSON object
 */
public record Finding(String subject, double score, String evidence) {}
