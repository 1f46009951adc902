package io.wadi.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs Wadi as a process of its own, for what goes to the real standard output. */
final class ChildJvm {

    private static final int SECONDS = 300;

    private final Path folder;

    ChildJvm(Path folder) {
        this.folder = folder;
    }

    CommandLineRun run(Path input, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), input, arguments);
    }

    CommandLineRun run(List<String> jvmOptions, Path input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = command(jvmOptions, arguments);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running: " + command);
        }
        return new CommandLineRun(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The command that runs Wadi in a JVM of its own. */
    static List<String> command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), "io.wadi.Wadi"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        if (WadiCommand.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs()).map(ChildJvm::path).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
