/**
 * Wadi's own traffic: finds the packets of a live capture between this machine and Wadi's broker, database and
 * console.
 */
package io.wadi.own;
