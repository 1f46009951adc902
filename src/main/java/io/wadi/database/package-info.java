/** Access to PostgreSQL: login, connections, tables, and the SQL statements in files. */
package io.wadi.database;
