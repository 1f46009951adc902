package io.wadi.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.wadi.filter.FlowFilter;
import io.wadi.net.FileStamp;
import io.wadi.web.UsersFile.Account;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Who may log in: the user of the settings, who is an admin, and those of the users file. A password that was right is
 * remembered by a hash until the file changes, because bcrypt is slow on purpose. Thread-safe.
 */
final class Logins {

    private static final int MOST_REMEMBERED = 1_000;
    /** bcrypt reads 72 bytes, the last of which is zero. */
    private static final int LONGEST_BYTES = 71;
    /** For names that are not in a file without passwords. */
    private static final String ANY_HASH = "$2a$10$abcdefghijklmnopqrstuuM0uOjmmJxZBmHvpnXXqZKqIO9tQcQ4e";

    private final Credentials single;
    private final Path file;
    private volatile Users users = new Users(Map.of());
    private FileStamp read;

    /** The users of one version of the file. */
    private record Users(
            Map<String, Account> accounts, Set<String> plainNames, Map<String, Person> remembered, Account nobody) {

        Users(Map<String, Account> accounts) {
            this(
                    accounts,
                    accounts.keySet().stream().map(Logins::plain).collect(Collectors.toSet()),
                    new ConcurrentHashMap<>(),
                    nobody(accounts));
        }

        /** For other names: with a hash of the file, so that an answer takes as long as for a name that is in it. */
        private static Account nobody(Map<String, Account> accounts) {
            String hash = accounts.values().stream()
                    .filter(Account::hasPassword)
                    .map(Account::hash)
                    .min(Comparator.naturalOrder())
                    .orElse(ANY_HASH);
            return new Account(hash, Role.VIEWER, FlowFilter.ALL);
        }

        private Login login(String name, String password) {
            Account account = accounts.getOrDefault(name, nobody);
            account = account.hasPassword() ? account : nobody;
            boolean isRight = isRight(password, account) && account != nobody;
            return isRight ? new Login(account.person(name), account.hash()) : null;
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
            return admin();
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
        Login login = now.login(name, pair.substring(name.length() + 1));
        if (login != null && now.remembered().size() < MOST_REMEMBERED) {
            now.remembered().put(Credentials.digest(authorization), login.person());
        }
        return login == null ? null : login.person();
    }

    /** Logs in by name and password; null if they are wrong. Takes some 100 ms of processor time. */
    Login login(String name, String password) {
        return single.match(name, password) ? new Login(admin(), "") : users.login(name, password);
    }

    private Person admin() {
        return new Person(single.user(), Role.ADMIN);
    }

    /**
     * A user whom the proxy names.
     *
     * @param words the user's roles or groups by the proxy, separated by commas; they count if the file does not have the user
     * @return null if neither says a role, or if the name {@linkplain #isMisspelt is misspelt}
     */
    Person proxied(String name, String words) {
        Account account = users.accounts().get(name);
        if (account != null) {
            return account.person(name);
        }
        if (isMisspelt(name)) {
            return null;
        }
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .flatMap(word -> Role.named(word).stream())
                .max(Comparator.naturalOrder())
                .map(role -> new Person(name, role))
                .orElse(null);
    }

    /**
     * Whether the file has a name only in other letters: capitals, or compatible characters of Unicode. The role and the filter of
     * that line are meant then, so the proxy's words must not replace them.
     */
    boolean isMisspelt(String name) {
        Users now = users;
        return !now.accounts().containsKey(name) && now.plainNames().contains(plain(name));
    }

    private static String plain(String name) {
        String same = Normalizer.normalize(name, Normalizer.Form.NFKC);
        String folded = same.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** Whose login it is, as the users file is now; null if the user is gone or has another password. */
    Person still(Login login) {
        String name = login.person().name();
        if (login.hash().isEmpty()) {
            return admin();
        }
        Account account = users.accounts().get(name);
        return account == null || !account.hash().equals(login.hash()) ? null : account.person(name);
    }

    /** A longer password is refused instead of cut. */
    private static boolean isRight(String password, Account account) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_BYTES
                && BCrypt.verifyer().verify(bytes, account.hash().getBytes(StandardCharsets.US_ASCII)).verified;
    }
}
