/** Shared parts of retries and periodic tasks: delays, stop conditions and failures that end the process. */
package io.wadi.failure;
