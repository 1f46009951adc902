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
                .forEach(name -> values.put(name, defaults.getProperty(name)));
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
     * A whole number.
     *
     * @throws SettingException when it is none or out of range
     */
    public int number(String name, int least, int most) {
        try {
            int number = Integer.parseInt(get(name));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence
        }
        throw new SettingException(
                "Setting " + name + " is " + get(name) + "; it must be a number from " + least + " to " + most);
    }

    /** All settings, for property placeholders in routes. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
