/**
 * Detections: queries in {@code sql/detect} and in the user's folder that find what somebody should look at.
 *
 * <p>Route {@code detect} takes the detections whose time has come from {@code detection-schedule}, runs each by
 * {@code detection-runner}, hands what it found to {@code alert-book}, and publishes the changes of state that follow
 * on topic {@code alerts}. {@code docs/detections.md} tells how to write one.
 */
package io.wadi.detect;
