package io.wadi.web;

import io.wadi.filter.FilterException;
import io.wadi.filter.FlowFilter;
import io.wadi.settings.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of users: a line for each, with name, bcrypt hash, role and, if a viewer may see a part of the traffic only, a
 * filter, separated by colons. {@code htpasswd -nB NAME} writes the first two. Hash {@code !} is no password: such a user
 * comes through the proxy. Lines that begin with {@code #} are comments.
 */
final class UsersFile {

    private static final long MOST_BYTES = 1024 * 1024;
    private static final Pattern LINE = Pattern.compile(
            "([\\p{L}\\p{N}._@+-]{1,64}):(!|\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}):([a-z]+)(?::(.*))?");
    private static final String NO_PASSWORD = "!";

    /** What the file says of a user. */
    record Account(String hash, Role role, FlowFilter filter) {

        boolean hasPassword() {
            return !hash.equals(NO_PASSWORD);
        }

        Person person(String name) {
            return new Person(name, role, filter);
        }
    }

    private UsersFile() {}

    /**
     * Reads a file.
     *
     * @throws SettingException if it cannot be read, is empty, or has a wrong line, whose number it says, but not its text
     */
    static Map<String, Account> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw wrong(file, "it is larger than 1 MiB");
            }
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw wrong(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Map<String, Account> parse(Path file, List<String> lines) {
        Map<String, Account> users = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            Role role = parts.matches() ? Role.named(parts.group(3)).orElse(null) : null;
            if (role == null) {
                throw wrong(
                        file, "line " + number + " is not NAME:BCRYPT-HASH:ROLE with role viewer, operator or admin");
            }
            FlowFilter filter = parts.group(4) == null ? FlowFilter.ALL : filter(file, number, role, parts.group(4));
            if (users.put(parts.group(1), new Account(parts.group(2), role, filter)) != null) {
                throw wrong(file, "line " + number + " has a name that is there twice");
            }
        }
        if (users.isEmpty()) {
            throw wrong(file, "it has no user");
        }
        return users;
    }

    private static FlowFilter filter(Path file, int number, Role role, String text) {
        if (role != Role.VIEWER) {
            throw wrong(file, "line " + number + " has a filter, which only a viewer can have");
        }
        try {
            return FlowFilter.parse(text.strip());
        } catch (FilterException e) {
            throw wrong(file, "line " + number + ": " + e.getMessage());
        }
    }

    private static SettingException wrong(Path file, String what) {
        return new SettingException("File " + file + " of setting wadi.http.users cannot be used: " + what);
    }
}
