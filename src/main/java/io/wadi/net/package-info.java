/** Addresses, bytes and text. Every package may use this one; it uses no other package of Wadi. */
package io.wadi.net;
