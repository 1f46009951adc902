package io.wadi.cli;

import io.wadi.failure.FileReason;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The captures that arguments name. A folder stands for the captures in it and in its subfolders, in order of their paths,
 * without hidden files. Its other files are passed over, unless their names are those of captures.
 */
final class CaptureArguments {

    /** As tcpdump, Wireshark and dumpcap name their files, those of a ring included. */
    private static final Pattern CAPTURE_NAME =
            Pattern.compile(".*\\.(pcap|pcapng|cap)(\\.?\\d+)?(\\.(gz|zst|lz4))?", Pattern.CASE_INSENSITIVE);

    /** Most names in a sentence. */
    private static final int MOST_NAMED = 8;

    private final List<Path> files = new ArrayList<>();
    private final List<Path> passedOver = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean several;

    CaptureArguments(List<Path> arguments) {
        boolean folders = false;
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                folders = true;
                search(argument);
            } else {
                files.add(argument);
            }
        }
        several = folders || arguments.size() > 1;
    }

    private void search(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Search(folder, found));
        } catch (IOException e) {
            problems.add("Folder " + folder + " cannot be read: " + FileReason.of(e));
        }
        found.sort(null);
        int before = files.size();
        found.forEach(file -> (isCapture(file) ? files : passedOver).add(file));
        if (files.size() == before) {
            problems.add("Folder " + folder + " has no capture file");
        }
    }

    /** A file that cannot be opened is told as a problem when it is read. */
    private static boolean isCapture(Path file) {
        if (CAPTURE_NAME.matcher(file.getFileName().toString()).matches() || !Files.isReadable(file)) {
            return true;
        }
        try {
            CaptureFiles.check(file);
            return true;
        } catch (CaptureException e) {
            return false;
        }
    }

    /** The captures in the order in which they are read. */
    List<Path> files() {
        return files;
    }

    /** A sentence on the files of folders that are no captures; empty if there are none. */
    Optional<String> passedOver() {
        String names = passedOver.stream().limit(MOST_NAMED).map(Path::toString).collect(Collectors.joining(", "));
        return passedOver.isEmpty()
                ? Optional.empty()
                : Optional.of("passed over " + counted(passedOver.size(), "file") + " without a capture: " + names
                        + (passedOver.size() > MOST_NAMED ? ", …" : ""));
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Folders that have no captures or cannot be read. */
    List<String> problems() {
        return problems;
    }

    /** Whether the arguments may name more than one capture. */
    boolean isSeveral() {
        return several;
    }

    private final class Search extends SimpleFileVisitor<Path> {

        private final Path top;
        private final List<Path> found;

        Search(Path top, List<Path> found) {
            this.top = top;
            this.found = found;
        }

        private static boolean isHidden(Path path) {
            return path.getFileName() != null && path.getFileName().toString().startsWith(".");
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) && !folder.equals(top) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && Files.isRegularFile(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            problems.add(path + " cannot be read: " + FileReason.of(e));
            return FileVisitResult.CONTINUE;
        }
    }
}
