/** The command line: one picocli command a class. */
package io.wadi.cli;
