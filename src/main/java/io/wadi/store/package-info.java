/** From the topics into PostgreSQL: batches become rows, and the offset moves in the same transaction. */
package io.wadi.store;
