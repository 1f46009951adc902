/** What every retry has in common: how long it waits, and that it ends when it is told to. */
package io.wadi.retry;
