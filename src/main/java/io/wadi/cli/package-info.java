/** The command line: one picocli command per class. */
package io.wadi.cli;
