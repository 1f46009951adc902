package io.wadi.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs npm and the programs that it has installed, in a folder with a {@code package.json}. */
public final class Npm {

    private static final int PATIENCE_MINUTES = 5;

    private final Path folder;

    /** Runs in this folder. */
    public Npm(Path folder) {
        this.folder = folder;
    }

    /**
     * What a program said.
     *
     * @param succeeded whether it ran to its end and ended with status 0
     * @param text what it wrote to standard output and standard error, or why it did not run
     */
    public record Output(boolean succeeded, String text) {}

    /** Installs exactly what {@code package-lock.json} names. */
    public Output install() throws IOException, InterruptedException {
        return run("npm", "ci", "--no-audit", "--no-fund", "--engine-strict", "--prefer-offline");
    }

    /** Runs a script of {@code package.json}. */
    public Output script(String name) throws IOException, InterruptedException {
        return run("npm", "run", name);
    }

    /** Runs a program that a package brought. */
    public Output program(String name, String... arguments) throws IOException, InterruptedException {
        String path = folder.resolve("node_modules/.bin").resolve(name).toString();
        return run(Stream.concat(Stream.of(path), Stream.of(arguments)).toArray(String[]::new));
    }

    private Output run(String... command) throws IOException, InterruptedException {
        File log = File.createTempFile("npm", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().put("NO_COLOR", "1");
            Process process = start(builder.redirectOutput(log));
            if (process == null) {
                return new Output(false, command[0] + " is not installed");
            }
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            stop(process);
            return new Output(ended && process.exitValue() == 0, Files.readString(log.toPath()));
        } finally {
            Files.delete(log.toPath());
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            return null;
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
