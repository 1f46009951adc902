/** What every retry has in common. */
package io.wadi.retry;
