/** Tries route files in tests, with or without Kafka and a database. For authors of routes; no command of Wadi uses it. */
package io.wadi.trial;
