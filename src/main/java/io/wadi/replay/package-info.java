/** Publishes the messages of dead letters again on their original topic, after the cause of the failure is fixed. */
package io.wadi.replay;
