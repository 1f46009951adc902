/**
 * The benchmark: the same capture through the pipeline and its yardsticks, in turn, on the same PostgreSQL.
 *
 * <p>Each {@link io.wadi.bench.Contest} runs one of ours against one yardstick. Runs of Wadi are processes of their
 * own, so that their memory and start are theirs. Every run's counts are checked; one that lost or doubled a packet
 * gives no figure.
 */
package io.wadi.bench;
