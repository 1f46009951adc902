package io.wadi.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Marks a folder while its data is created for the first time. If the process ends in between, the data is incomplete
 * and no server can start with it.
 *
 * @param folder folder of the data
 * @param mark a file beside it that exists while the data is incomplete
 */
record FirstStart(Path folder, Path mark) {

    private static final int END_SECONDS = 10;

    static FirstStart of(Path folder) {
        return new FirstStart(folder, folder.resolveSibling(folder.getFileName() + ".unfinished"));
    }

    /** Deletes the incomplete data of an interrupted first start, which nobody has written to yet. */
    void begin(String lastFile) throws IOException {
        if (Files.exists(mark)) {
            endMakers();
            discard();
        }
        if (!Files.exists(folder.resolve(lastFile))) {
            Files.createDirectories(folder.getParent());
            Files.write(mark, new byte[0]);
        }
    }

    /**
     * A server of a program that was ended notices it only now: it ends by itself, and changes files meanwhile. It does so in
     * the folder that it works in, so that is renamed first.
     */
    private void discard() throws IOException {
        Path discarded = folder.resolveSibling(folder.getFileName() + ".discarded");
        delete(discarded);
        if (Files.exists(folder)) {
            Files.move(folder, discarded);
            delete(discarded);
        }
    }

    private static void delete(Path folder) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        while (!deleted(folder)) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("files are still made in " + folder + ", which is being deleted");
            }
        }
    }

    /** False if somebody else deleted or made a file meanwhile. */
    private static boolean deleted(Path folder) throws IOException {
        try {
            FileSystemUtils.deleteRecursively(folder);
            return true;
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            return false;
        }
    }

    /**
     * Ends the program that creates the data ({@code initdb}), because it does not end with the process that started
     * it.
     */
    private void endMakers() throws IOException {
        for (ProcessHandle maker : ProcessHandle.allProcesses()
                .filter(process -> Postmaster.serves(process, folder))
                .toList()) {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(maker), maker.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle each : all) {
                awaitEnd(each);
            }
        }
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for process " + process.pid() + " to end", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "process " + process.pid() + ", which creates the data of an earlier start, does not end", e);
        }
    }

    /**
     * Deletes programs that were not unpacked completely, because the library does not overwrite them.
     *
     * @param binaries folder of unpacked programs, by version; complete versions have a file {@code .exists}
     */
    static void clearPrograms(Path binaries) throws IOException {
        if (!Files.exists(binaries)) {
            return;
        }
        try (Stream<Path> versions = Files.list(binaries)) {
            for (Path version : versions.filter(Files::isDirectory).toList()) {
                if (!Files.exists(version.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(version);
                }
            }
        }
    }

    void finish() throws IOException {
        Files.deleteIfExists(mark);
    }
}
