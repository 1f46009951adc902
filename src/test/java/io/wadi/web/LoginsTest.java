package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {

    @TempDir
    private Path folder;

    private Path file;
    private Logins logins;

    @BeforeEach
    void read() throws Exception {
        file = Files.writeString(folder.resolve("users"), TestUsers.FILE);
        logins = new Logins(Credentials.of(TestServer.USER, TestServer.PASSWORD), file);
    }

    private void replace(String text) throws Exception {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        logins.reloadIfChanged();
    }

    @Test
    void aLoginFollowsTheFile() throws Exception {
        Login otto = logins.login("otto", "operator-word");
        Login ada = logins.login("ada", "admin-word");
        Login vera = logins.login("vera", "viewer-word");
        assertThat(logins.still(otto)).isEqualTo(new Person("otto", Role.OPERATOR));
        replace(TestUsers.VERA + "\notto:" + TestUsers.SALT + "Kzu5IXTYH6s9B05lqSAqYV0RMLK7CfW:viewer\n");
        assertThat(logins.still(otto)).isEqualTo(new Person("otto", Role.VIEWER));
        assertThat(logins.still(ada)).isNull();
        replace(TestUsers.FILE.replace("p/hkb8tmuJs0Nr2QEXdeSasZ6FdbJS6", "IcJYpX7l.04d6MQ.xZZ5ig7v0jEvmrC"));
        assertThat(logins.still(vera)).isNull();
        assertThat(logins.still(logins.login("vera", "admin-word"))).isNotNull();
    }

    @Test
    void theUserOfTheSettingsStays() throws Exception {
        Login olga = logins.login(TestServer.USER, TestServer.PASSWORD);
        replace(TestUsers.VERA + "\n");
        assertThat(logins.still(olga)).isEqualTo(new Person("olga", Role.ADMIN));
        assertThat(logins.login(TestServer.USER, "x")).isNull();
    }

    /** Their passwords are compared with a hash of the file, so that the time of an answer does not tell who is in it. */
    @Test
    void otherNamesGetInWithNoPassword() {
        for (String password : TestUsers.PASSWORDS.values()) {
            assertThat(logins.login("nobody", password)).isNull();
            assertThat(logins.login("VERA", password)).isNull();
        }
    }
}
