/** How objects that count show their counts to Micrometer. Every package may use this one; it uses no other package of Wadi. */
package io.wadi.metrics;
