package io.wadi.web;

import io.wadi.query.TimeRange;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request.
 *
 * @param range time range of the rows
 * @param rows rows from the database
 */
public record ApiRows(TimeRange range, List<Map<String, Object>> rows) {}
