/** Stores the topics in PostgreSQL: a batch becomes rows, and the same transaction moves the offset. */
package io.wadi.store;
