package io.wadi.deploy;

/**
 * A piece of text in a YAML file.
 *
 * @param text the text
 * @param line line number of its start, from 1
 */
record Scalar(String text, int line) {}
