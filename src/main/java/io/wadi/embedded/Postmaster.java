package io.wadi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of the PostgreSQL server of a folder, found by the PID file that it keeps there while it runs.
 *
 * @param process the process
 * @param port its port; 0 while it starts
 */
record Postmaster(ProcessHandle process, int port) {

    private static final int PORT_LINE = 3;
    private static final int FAST_SECONDS = 20;
    private static final int IMMEDIATE_SECONDS = 10;

    /** The running server of a folder. If another process has its process id now, the result is empty. */
    static Optional<Postmaster> of(Path folder) throws IOException {
        List<String> lines = lines(folder.resolve("postmaster.pid"));
        Optional<ProcessHandle> process = lines.isEmpty() ? Optional.empty() : ProcessHandle.of(number(lines.get(0)));
        int port = lines.size() > PORT_LINE ? (int) number(lines.get(PORT_LINE)) : 0;
        return process.filter(found -> serves(found, folder)).map(found -> new Postmaster(found, port));
    }

    /** Empty if the file does not exist, or is deleted while it is read: its process has just ended. */
    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static long number(String line) {
        return line.isBlank() ? 0 : Long.parseLong(line.strip());
    }

    /** Whether the argument {@code -D} of the process is this folder, by any path. */
    static boolean serves(ProcessHandle process, Path folder) {
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
     * Stops the server and disconnects its clients: by a fast shutdown, and after a time-out by an immediate one, which
     * the next start recovers from.
     *
     * @throws IOException if it does not stop
     */
    void end() throws IOException {
        if (!ends("INT", FAST_SECONDS) && !ends("QUIT", IMMEDIATE_SECONDS)) {
            throw new IOException("an earlier server, process " + process.pid() + ", does not stop");
        }
    }

    private boolean ends(String signal, int seconds) throws IOException {
        try {
            // Java can send only SIGTERM, for which PostgreSQL waits until its last client has gone.
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
