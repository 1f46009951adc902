package io.wadi.testing;

import io.wadi.Wadi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a class in a JVM of its own: this process's JDK and, unless it says otherwise, its class path. */
public final class JavaCommand {

    private JavaCommand() {}

    /** Runs a class that has a main method. */
    public static List<String> of(Class<?> main, List<String> options, String... arguments) {
        return of(main.getName(), System.getProperty("java.class.path"), options, arguments);
    }

    /** The same with another class path. */
    public static List<String> of(Class<?> main, Path classPath, String... arguments) {
        return of(main.getName(), classPath.toString(), List.of(), arguments);
    }

    /** Runs a command of Wadi, which starts quickly and writes UTF-8. */
    public static List<String> wadi(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        all.addAll(options);
        return of(Wadi.class.getName(), System.getProperty("java.class.path"), all, arguments);
    }

    private static List<String> of(String main, String classPath, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }
}
