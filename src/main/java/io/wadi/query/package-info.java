/**
 * Queries of stored flows: a time range, filters, and the grain of the aggregates that answer them. The pages, the
 * report and the terminal use the same queries.
 */
package io.wadi.query;
