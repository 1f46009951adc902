package io.wadi.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings {@code wadi.*}: defaults from {@code application.properties}, overridden by {@code wadi.properties} in
 * the working directory, by the environment, and by the command line. A name that is none is refused. Not thread-safe.
 */
public final class Settings {

    private static final String DEFAULTS = "/application.properties";
    private static final String PREFIX = "wadi.";
    private static final String ENVIRONMENT_PREFIX = "WADI_";

    /** A variable that ends so names a file with the value, as in the images of PostgreSQL and others. */
    private static final String FILE_SUFFIX = "_FILE";

    /** Variables of the launcher, which are no settings. */
    private static final Set<String> LAUNCHER =
            Set.of("WADI_JAVA_HOME", "WADI_JAVA_OPTS", "WADI_NO_INSTALL", "WADI_NO_BUILD");

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> standards = new TreeMap<>();

    private Settings() {}

    /**
     * The settings that hold here and now.
     *
     * @throws SettingException when a file or variable names a setting that is none
     */
    public static Settings load() {
        Settings settings = new Settings();
        settings.readDefaults();
        settings.readFile(Path.of("wadi.properties"));
        settings.readEnvironment(System.getenv());
        return settings;
    }

    private void readDefaults() {
        Properties defaults = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream(DEFAULTS)) {
            defaults.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> standards.put(name, defaults.getProperty(name)));
        values.putAll(standards);
    }

    void readFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        Properties properties = new SettingFile("Settings file", file).properties();
        properties.stringPropertyNames().forEach(name -> set(name, properties.getProperty(name)));
    }

    void readEnvironment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (variable.startsWith(ENVIRONMENT_PREFIX) && !LAUNCHER.contains(variable)) {
                if (variable.endsWith(FILE_SUFFIX)) {
                    readValue(variable, value, environment);
                } else if (!value.isEmpty() || !environment.containsKey(variable + FILE_SUFFIX)) {
                    set(nameOf(variable, variable), value);
                }
            }
        });
    }

    /** A value that stands in a file, so that a secret need not be in the environment; an empty name is none. */
    private void readValue(String variable, String file, Map<String, String> environment) {
        String direct = variable.substring(0, variable.length() - FILE_SUFFIX.length());
        String name = nameOf(direct, variable);
        if (file.isEmpty()) {
            return;
        }
        if (!environment.getOrDefault(direct, "").isEmpty()) {
            throw new SettingException("Set " + direct + " or " + variable + ", not both");
        }
        set(name, new SettingFile("The file of " + variable, Path.of(file)).line());
    }

    private String nameOf(String variable, String asGiven) {
        return values.keySet().stream()
                .filter(name -> variableOf(name).equals(variable))
                .findFirst()
                .orElseThrow(() -> new SettingException("Environment variable " + asGiven
                        + " is no setting"
                        + nearest(variable.replace('_', '.'))
                                .map(near -> "; the nearest is " + variableOf(near))
                                .orElse("")));
    }

    private static String variableOf(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Overrides a setting.
     *
     * @throws SettingException when there is none of that name, naming the nearest
     */
    public void set(String name, String value) {
        if (!values.containsKey(name)) {
            throw new SettingException("There is no setting " + name
                    + nearest(name).map(near -> "; the nearest is " + near).orElse(""));
        }
        values.put(name, value);
    }

    private Optional<String> nearest(String name) {
        return Nearest.to(name, values.keySet());
    }

    /** A setting's value; empty where it is unset. */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no setting " + name);
        }
        return value.strip();
    }

    /**
     * An integer.
     *
     * @throws SettingException when it is not one, or out of range
     */
    public int number(String name) {
        return Integer.parseInt(checked(name));
    }

    /**
     * A boolean.
     *
     * @throws SettingException when it is neither true nor false
     */
    public boolean flag(String name) {
        return Boolean.parseBoolean(checked(name));
    }

    /**
     * One of some words.
     *
     * @param words what there is, in capitals as constants are
     * @throws SettingException when it is not one of them
     */
    public <T extends Enum<T>> T word(String name, Class<T> words) {
        return Enum.valueOf(words, checked(name).toUpperCase(Locale.ROOT));
    }

    /**
     * Checks the form of every value, because most reach their place as a placeholder in a route, where a mistake would
     * show late or not at all.
     *
     * @throws SettingException naming the first setting that has a value that it may not have, and what it may have
     */
    public void check() {
        values.keySet().forEach(this::checked);
        Map<String, String> used = new TreeMap<>();
        for (String name : SettingRules.TOPICS) {
            String other = used.put(get(name), name);
            if (other != null) {
                throw new SettingException("Settings " + other + " and " + name + " both name topic " + get(name)
                        + "; each needs a topic of its own");
            }
        }
    }

    private String checked(String name) {
        String value = get(name);
        SettingRules.violated(name, standards.get(name), value).ifPresent(wanted -> {
            throw new SettingException(
                    "Setting " + name + " is " + (value.isEmpty() ? "empty" : value) + "; it must be " + wanted);
        });
        return value;
    }

    /** All settings, for property placeholders in routes. */
    public Properties properties() {
        Properties properties = new Properties();
        values.keySet().forEach(name -> properties.setProperty(name, get(name)));
        return properties;
    }
}
