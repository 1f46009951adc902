/** The settings {@code wadi.*} and where they come from. */
package io.wadi.settings;
