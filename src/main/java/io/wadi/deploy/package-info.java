/**
 * Checks the route files of a folder and deploys them at run time. If a new version has an error, the previous
 * version continues to run.
 */
package io.wadi.deploy;
