/**
 * The language of filters: {@code src.country = DE and not host in 10.0.0.0/8}. The same filter selects stored flows as a
 * condition in SQL, and packets and flows on their way as a predicate.
 */
package io.wadi.filter;
