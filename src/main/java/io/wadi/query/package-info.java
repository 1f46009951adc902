/**
 * Questions about stored flows: a range of time, filters, and how fine the sums are that answer. The pages, the report and
 * the terminal ask the same ones.
 */
package io.wadi.query;
