/**
 * The lake: packets and flows as rows of Iceberg tables, whose files are Parquet. Each commit adds files and moves Kafka's
 * offsets in one step, because the snapshot carries the offsets. See {@code docs/lake.md}.
 */
package io.wadi.lake;
