package io.wadi.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/**
 * The sentence on a class that Java does not find. It names jars that Java passes over without a word because they are
 * damaged, such as half a download.
 */
final class MissingClass {

    private MissingClass() {}

    /** The sentence for this process. */
    static String sentence(String name) {
        return sentence(name, System.getProperty("java.class.path"));
    }

    /** The sentence for a class path. */
    static String sentence(String name, String classPath) {
        List<Path> damaged = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(MissingClass::isDamaged)
                .toList();
        String advice = damaged.isEmpty()
                ? "put its jar into lib/ and restart"
                : "not readable as a jar: "
                        + damaged.stream().map(Path::toString).collect(Collectors.joining(", "));
        return "class " + name + " is not on the class path (" + advice + ")";
    }

    private static boolean isDamaged(Path jar) {
        if (!jar.toFile().isFile()) {
            return false;
        }
        try (ZipFile readable = new ZipFile(jar.toFile())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
