/**
 * Detections: queries in {@code sql/detect} and in the user's folder that find suspicious traffic.
 *
 * <p>Route {@code detect} gets the detections that are due from {@code detection-schedule}, runs each with {@code
 * detection-runner}, passes the findings to {@code alert-book}, and publishes the resulting state changes on topic
 * {@code alerts}. {@code docs/detections.md} explains how to write a detection.
 */
package io.wadi.detect;
