package io.wadi.web;

import java.util.Map;

/** A users file with one user of each role, and their passwords. */
final class TestUsers {

    /** Of cost 4, the least, so that tests are fast. */
    static final String SALT = "$2b$04$abcdefghijklmnopqrstuu";

    static final String VERA = "vera:" + SALT + "p/hkb8tmuJs0Nr2QEXdeSasZ6FdbJS6:viewer";
    static final String FILE = "# ours\n\n" + VERA + "\n"
            + "otto:" + SALT + "Kzu5IXTYH6s9B05lqSAqYV0RMLK7CfW:operator\n"
            + "ada:" + SALT + "IcJYpX7l.04d6MQ.xZZ5ig7v0jEvmrC:admin\n";
    static final Map<String, String> PASSWORDS = Map.of(
            "vera", "viewer-word", "otto", "operator-word", "ada", "admin-word", TestServer.USER, TestServer.PASSWORD);

    private TestUsers() {}
}
