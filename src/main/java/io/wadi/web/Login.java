package io.wadi.web;

/**
 * A login that was right.
 *
 * @param hash of the password, in the users file; empty for the user of the settings
 */
record Login(Person person, String hash) {}
