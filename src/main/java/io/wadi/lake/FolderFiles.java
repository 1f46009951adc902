package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileInfo;

/** The files below a folder. Only those of one folder are in memory at a time. */
final class FolderFiles implements Iterator<FileInfo> {

    private final Deque<Path> folders = new ArrayDeque<>();
    private Iterator<FileInfo> files = Collections.emptyIterator();

    FolderFiles(Path folder) {
        folders.push(folder);
    }

    @Override
    public boolean hasNext() {
        while (!files.hasNext() && !folders.isEmpty()) {
            files = filesOf(folders.pop());
        }
        return files.hasNext();
    }

    @Override
    public FileInfo next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return files.next();
    }

    private Iterator<FileInfo> filesOf(Path folder) {
        List<FileInfo> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    folders.push(path);
                } else {
                    addFile(path, found);
                }
            }
        } catch (NoSuchFileException e) {
            // Deleted meanwhile.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.iterator();
    }

    private static void addFile(Path path, List<FileInfo> files) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (file.isRegularFile()) {
                files.add(new FileInfo(
                        path.toString(), file.size(), file.lastModifiedTime().toMillis()));
            }
        } catch (NoSuchFileException e) {
            // Deleted meanwhile, by a commit or another process.
        }
    }
}
