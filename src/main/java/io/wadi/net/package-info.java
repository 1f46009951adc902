/** Addresses, bytes, text and the stamps of files. Every package may use this one; it uses no other package of Wadi. */
package io.wadi.net;
