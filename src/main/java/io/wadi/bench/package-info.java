/**
 * The benchmark: the pipeline and its yardsticks process the same capture in turn, on the same PostgreSQL.
 *
 * <p>Each {@link io.wadi.bench.Contest} compares one run of Wadi with one yardstick. Each run of Wadi is a separate
 * process, so its start and memory are measured alone. The counts of every run are checked. A run that lost or
 * doubled a packet gives no figure.
 */
package io.wadi.bench;
