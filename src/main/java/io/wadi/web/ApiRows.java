package io.wadi.web;

import io.wadi.query.TimeRange;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request.
 *
 * @param range what it covers
 * @param rows what the database answered
 */
public record ApiRows(TimeRange range, List<Map<String, Object>> rows) {}
