/** Addresses, bytes and text: what everything else may use, and what uses nothing else of Wadi. */
package io.wadi.net;
