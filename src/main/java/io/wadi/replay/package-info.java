/** Puts dead letters back onto the topic that they came from, once what they failed at is mended. */
package io.wadi.replay;
