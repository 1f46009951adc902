/**
 * Wadi's own traffic: which packets of a live capture are those between this machine and Wadi's broker, database and
 * console.
 */
package io.wadi.own;
