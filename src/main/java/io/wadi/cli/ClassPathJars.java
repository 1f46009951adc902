package io.wadi.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jars of a class path by artifact. */
final class ClassPathJars {

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^-]*(?:-SNAPSHOT)?)(?:-.*)?\\.jar");

    private final Map<String, String> versions = new TreeMap<>();

    ClassPathJars(String classPath) {
        Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .forEach(jar -> versions.put(jar.group(1), jar.group(2)));
    }

    /** The jars of this process. */
    static ClassPathJars here() {
        return new ClassPathJars(System.getProperty("java.class.path"));
    }

    /** Whether an artifact is on the class path, in any version. */
    boolean has(String artifact) {
        return versions.containsKey(artifact);
    }

    /** Whether the artifact of a jar is on the class path. */
    boolean hasJar(String fileName) {
        Matcher jar = JAR.matcher(fileName);
        return jar.matches() && has(jar.group(1));
    }

    /** The version of an artifact on the class path. */
    Optional<String> version(String artifact) {
        return Optional.ofNullable(versions.get(artifact));
    }
}
