/** Shows the counts of objects in Micrometer. Every package may use this one; it uses no other package of Wadi. */
package io.wadi.metrics;
