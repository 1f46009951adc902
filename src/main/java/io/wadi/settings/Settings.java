package io.wadi.settings;

import io.wadi.net.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of the settings: defaults, overridden by {@code wadi.properties} in the working directory, by the
 * environment, and by the command line. Unknown names are rejected, except properties of the user's own routes. Not
 * thread-safe.
 */
public final class Settings {

    private static final String DEFAULTS = "/application.properties";
    private static final String PREFIX = "wadi.";
    private static final String ENVIRONMENT_PREFIX = "WADI_";

    /** Properties of the user's own routes begin with it; no setting of Wadi ever will. */
    private static final String OWN_PREFIX = "my.";

    private static final Pattern OWN_NAME = Pattern.compile("my\\.[A-Za-z0-9._-]{1,100}");

    /** A variable with this ending names a file that contains the value, as in the images of PostgreSQL and others. */
    private static final String FILE_SUFFIX = "_FILE";

    /** Variables of the launcher, which are not settings. */
    private static final Set<String> LAUNCHER =
            Set.of("WADI_JAVA_HOME", "WADI_JAVA_OPTS", "WADI_NO_INSTALL", "WADI_NO_BUILD");

    private final Map<String, String> values = new TreeMap<>();

    /** Settings with a value from a file, which errors must not show: the wrong file may contain a secret. */
    private final Set<String> fromFiles = new HashSet<>();

    private Settings() {
        SettingCatalogue.BY_NAME.forEach((name, setting) -> values.put(name, setting.standard()));
    }

    /**
     * Loads the settings of this process.
     *
     * @throws SettingException as for {@link #load(Map)}
     */
    public static Settings load() {
        return load(Map.of());
    }

    /**
     * Loads the settings of this process.
     *
     * @param overrides values from the command line, by name
     * @throws SettingException with all errors: each unknown name, and each value that is not allowed
     */
    public static Settings load(Map<String, String> overrides) {
        Settings settings = new Settings();
        Problems.ofAll(Stream.of(
                settings::readDefaults,
                () -> settings.readFile(Path.of("wadi.properties")),
                () -> settings.readEnvironment(System.getenv()),
                () -> settings.setAll(overrides),
                settings::check));
        return settings;
    }

    /** The defaults are those of the definitions, unless a build replaces application.properties. */
    private void readDefaults() {
        Properties properties = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream(DEFAULTS)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setAll(byName(properties, PREFIX));
    }

    void readFile(Path file) {
        if (Files.exists(file)) {
            setAll(byName(new SettingFile("Settings file", file).properties(), ""));
        }
    }

    private static Map<String, String> byName(Properties properties, String prefix) {
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private void setAll(Map<String, String> wanted) {
        Problems.ofAll(wanted.entrySet().stream().map(entry -> () -> set(entry.getKey(), entry.getValue())));
    }

    void readEnvironment(Map<String, String> environment) {
        Problems.ofAll(new TreeMap<>(environment)
                .keySet().stream()
                        .filter(variable -> variable.startsWith(ENVIRONMENT_PREFIX) && !LAUNCHER.contains(variable))
                        .map(variable -> () -> readVariable(variable, environment)));
    }

    private void readVariable(String variable, Map<String, String> environment) {
        String value = environment.get(variable);
        if (variable.endsWith(FILE_SUFFIX)) {
            readValue(variable, value, environment);
        } else if (!value.isEmpty() || !environment.containsKey(variable + FILE_SUFFIX)) {
            set(nameOf(variable, variable), value);
        }
    }

    /**
     * Reads a value from the file that a variable names, so secrets need not be in the environment. An empty name is ignored.
     */
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
        fromFiles.add(name);
    }

    private static String nameOf(String variable, String asGiven) {
        return SettingCatalogue.BY_NAME.values().stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst()
                .map(Setting::name)
                .orElseThrow(() -> new SettingException("Environment variable " + asGiven
                        + " is not a setting"
                        + nearest(variable.replace('_', '.'))
                                .map(near -> "; the nearest is " + near.variable())
                                .orElse("")));
    }

    /**
     * Overrides a setting by its name, or sets a property of the user's own routes.
     *
     * @throws SettingException if there is no such setting, with the most similar name
     */
    public void set(String name, String value) {
        if (name.startsWith(OWN_PREFIX)) {
            checkOwn(name);
        } else if (!values.containsKey(name)) {
            throw new SettingException("There is no setting " + name
                    + nearest(name).map(near -> "; the nearest is " + near).orElse(""));
        }
        values.put(name, value.strip());
        fromFiles.remove(name);
    }

    private static void checkOwn(String name) {
        if (!OWN_NAME.matcher(name).matches()) {
            throw new SettingException("Property " + name + " of your own routes has a name that is too long, or has "
                    + "characters other than letters, digits, dots, _ and -");
        }
    }

    private static Optional<Setting<?>> nearest(String name) {
        return Nearest.to(name, SettingCatalogue.BY_NAME.keySet()).map(SettingCatalogue.BY_NAME::get);
    }

    /** Overrides a setting; {@link #check()} validates the value. */
    public void set(Setting<?> setting, String value) {
        set(setting.name(), value);
    }

    /**
     * The value of a setting.
     *
     * @throws SettingException if it is not allowed
     */
    public <T> T get(Setting<T> setting) {
        return setting.parse(text(setting), !fromFiles.contains(setting.name()));
    }

    /** The stripped text of a setting's value; empty if it is not set. */
    public String text(Setting<?> setting) {
        return values.get(setting.name());
    }

    /**
     * Validates all values. Most of them are used as placeholders in routes, where an error would appear late or not at
     * all.
     *
     * @throws SettingException with each invalid setting and what is allowed
     */
    public void check() {
        Problems.ofAll(Stream.concat(
                SettingCatalogue.BY_NAME.values().stream().map(setting -> () -> get(setting)),
                Stream.of(this::checkTopics, () -> RetentionSettings.check(this), () -> StoreSettings.check(this))));
    }

    /** All topics must differ: a reader of its own dead letters would never end. */
    private void checkTopics() {
        Map<String, Setting<?>> used = new HashMap<>();
        Problems.ofAll(SettingCatalogue.BY_NAME.values().stream()
                .filter(setting -> setting.type() == SettingType.TOPIC)
                .map(setting -> () -> checkTopic(setting, used.put(text(setting), setting))));
    }

    private void checkTopic(Setting<?> setting, Setting<?> other) {
        if (other != null) {
            throw new SettingException("Settings " + other + " and " + setting + " both name topic " + text(setting)
                    + "; each needs its own topic");
        }
    }

    /** All settings and properties of the user's own routes, for placeholders in routes. */
    public Properties properties() {
        Properties properties = new Properties();
        values.forEach(properties::setProperty);
        return properties;
    }

    /** The values of secrets: of Wadi's own settings, and of the user's properties with names of secrets. */
    public List<String> secrets() {
        return values.entrySet().stream()
                .filter(entry -> isSecret(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean isSecret(String name) {
        return name.startsWith(OWN_PREFIX)
                ? SecretNames.match(name)
                : SettingCatalogue.BY_NAME.get(name).type() == SettingType.SECRET;
    }
}
