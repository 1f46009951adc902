package io.wadi.settings;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Says everything that is wrong with settings at once, so that nobody has to start again for each mistake. */
final class Problems {

    private Problems() {}

    /**
     * Takes all steps, also after one that fails.
     *
     * @throws SettingException with the sentences of all that failed
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
