package io.wadi.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.wadi.net.FileStamp;
import io.wadi.web.UsersFile.Account;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may log in: the user of the settings, who is an admin, and those of the users file. A password that was right is
 * remembered by a hash until the file changes, because bcrypt is slow on purpose. Thread-safe.
 */
final class Logins {

    private static final int MOST_REMEMBERED = 1_000;
    /** bcrypt reads 72 bytes, the last of which is zero. */
    private static final int LONGEST_BYTES = 71;
    /** For names that are not in the file, so that an answer takes as long as for those that are. */
    private static final Account NOBODY =
            new Account("$2a$10$abcdefghijklmnopqrstuuM0uOjmmJxZBmHvpnXXqZKqIO9tQcQ4e", Role.VIEWER);

    private final Credentials single;
    private final Path file;
    private volatile Users users = new Users(Map.of());
    private FileStamp read;

    /** The users of one version of the file. */
    private record Users(Map<String, Account> accounts, Map<String, Person> remembered) {

        Users(Map<String, Account> accounts) {
            this(accounts, new ConcurrentHashMap<>());
        }
    }

    /**
     * Reads the file.
     *
     * @param single the user of the settings, or nobody
     * @param file users file, or null
     * @throws io.wadi.settings.SettingException if the file is wrong
     */
    Logins(Credentials single, Path file) {
        this.single = single;
        this.file = file;
        reloadIfChanged();
    }

    /** Whether a login is required. */
    boolean required() {
        return single.required() || file != null;
    }

    /** Whether {@link #check} may find somebody whom {@link #known} does not know. */
    boolean hasMore() {
        return file != null;
    }

    /**
     * Reads the file again if it has changed.
     *
     * @throws io.wadi.settings.SettingException if it is wrong; the former users then stay
     */
    synchronized void reloadIfChanged() {
        if (file == null) {
            return;
        }
        FileStamp now = FileStamp.of(file);
        if (!now.equals(read)) {
            users = new Users(UsersFile.read(file));
            read = now;
        }
    }

    /** Who sent a header {@code Authorization}, as far as that is known without bcrypt; null for nobody. */
    Person known(String authorization) {
        if (single.matchHeader(authorization)) {
            return new Person(single.user(), Role.ADMIN);
        }
        return authorization == null ? null : users.remembered().get(Credentials.digest(authorization));
    }

    /** Who sent a header {@code Authorization}; null for nobody. Takes some 100 ms of processor time. */
    Person check(String authorization) {
        String pair = Credentials.pair(authorization);
        if (pair == null || pair.indexOf(':') < 0) {
            return null;
        }
        Users now = users;
        String name = pair.substring(0, pair.indexOf(':'));
        Account account = now.accounts().getOrDefault(name, NOBODY);
        if (!isRight(pair.substring(name.length() + 1), account) || account == NOBODY) {
            return null;
        }
        Person person = new Person(name, account.role());
        if (now.remembered().size() < MOST_REMEMBERED) {
            now.remembered().put(Credentials.digest(authorization), person);
        }
        return person;
    }

    /** A longer password is refused instead of cut. */
    private static boolean isRight(String password, Account account) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_BYTES
                && BCrypt.verifyer().verify(bytes, account.hash().getBytes(StandardCharsets.US_ASCII)).verified;
    }
}
