/** The way to PostgreSQL: where it is and as whom we log in, its connections, its tables, and the statements in files. */
package io.wadi.database;
