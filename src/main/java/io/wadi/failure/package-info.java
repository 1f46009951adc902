/** What retries and periodic tasks have in common: how long they wait, what ends them, and what does not. */
package io.wadi.failure;
