/** Checks the route files of a folder and deploys them while Wadi runs; the last good version of each goes on. */
package io.wadi.deploy;
