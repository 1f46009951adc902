package io.wadi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of the PostgreSQL server whose data is in a folder, found by the file that it keeps there while it runs.
 *
 * @param process the process
 * @param port where it listens; 0 while it starts
 */
record Postmaster(ProcessHandle process, int port) {

    private static final int PORT_LINE = 3;
    private static final int FAST_SECONDS = 20;
    private static final int IMMEDIATE_SECONDS = 10;

    /** The one of a folder, if it runs. A number that another process has by now is not taken for it. */
    static Optional<Postmaster> of(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Optional<ProcessHandle> process = lines.isEmpty() ? Optional.empty() : ProcessHandle.of(number(lines.get(0)));
        int port = lines.size() > PORT_LINE ? (int) number(lines.get(PORT_LINE)) : 0;
        return process.filter(found -> serves(found, folder)).map(found -> new Postmaster(found, port));
    }

    private static long number(String line) {
        return line.isBlank() ? 0 : Long.parseLong(line.strip());
    }

    /** It is started with {@code -D} and its folder, under whatever name that had then. */
    private static boolean serves(ProcessHandle process, Path folder) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("-D") && isSame(Path.of(arguments[i + 1]), folder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Ends it, whoever is connected: first in order, then, if that takes too long, leaving the rest to the recovery of the
     * next start.
     *
     * @throws IOException when it does not end
     */
    void end() throws IOException {
        if (!ends("INT", FAST_SECONDS) && !ends("QUIT", IMMEDIATE_SECONDS)) {
            throw new IOException("an earlier server, process " + process.pid() + ", does not stop");
        }
    }

    private boolean ends(String signal, int seconds) throws IOException {
        try {
            // Java itself sends SIGTERM only, for which PostgreSQL waits until its last client has gone.
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an earlier server to stop", e);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
