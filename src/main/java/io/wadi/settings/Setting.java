package io.wadi.settings;

import java.util.Locale;

/**
 * The definition of one setting. Code reads its value by {@link Settings#get(Setting)}, so a misspelt name or a wrong
 * type does not compile. {@code application.properties} and {@code docs/settings.md} are generated from it.
 *
 * @param name {@code wadi.…}, as users write it
 * @param type its type and range
 * @param standard its default, as users would write it
 * @param description its meaning, in whole sentences
 */
public record Setting<T>(String name, SettingType<T> type, String standard, String description) {

    /** The environment variable that overrides it. */
    String variable() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Parses a value.
     *
     * @param isShown false if errors must not show the text
     * @throws SettingException with the setting, its value unless that may be secret, and what is allowed
     */
    T parse(String text, boolean isShown) {
        try {
            return type.parser().apply(text.strip());
        } catch (IllegalArgumentException e) {
            // Text before an @ may be a password.
            boolean shown = isShown && type.isShown() && !text.contains("@");
            String value = text.isBlank() ? "empty" : text.strip();
            throw new SettingException(
                    "Setting " + name + (shown ? " is " + value + "; it" : "") + " must be " + type.allowed());
        }
    }

    /** The name, for messages. */
    @Override
    public String toString() {
        return name;
    }
}
