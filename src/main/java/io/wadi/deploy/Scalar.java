package io.wadi.deploy;

/**
 * A piece of text in a YAML file.
 *
 * @param text the text
 * @param line where it begins, counted from 1
 */
record Scalar(String text, int line) {}
