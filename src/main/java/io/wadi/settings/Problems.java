package io.wadi.settings;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Reports all errors in the settings at once, so that users need not restart for each one. */
final class Problems {

    private Problems() {}

    /**
     * Runs all steps, even if one fails.
     *
     * @throws SettingException with the messages of all failed steps
     */
    static void ofAll(Stream<Runnable> steps) {
        Set<String> sentences = new LinkedHashSet<>();
        steps.forEach(step -> {
            try {
                step.run();
            } catch (SettingException e) {
                sentences.add(e.getMessage());
            }
        });
        if (!sentences.isEmpty()) {
            throw new SettingException(String.join(". ", sentences));
        }
    }
}
