package io.wadi.geoip;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Takes the databases out of what was downloaded: a database, compressed or not, or an archive of some. */
final class Unpacking {

    private static final String SUFFIX = ".mmdb";
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int TAR_HEADER = 512;

    private Unpacking() {}

    /**
     * Unpacks into a folder. Only the last part of an entry's name counts, so no entry leaves the folder.
     *
     * @return the databases; empty if an archive has none
     */
    static List<Path> unpack(Path download, Path folder) throws IOException {
        try (InputStream in = open(download)) {
            in.mark(TAR_HEADER);
            byte[] start = in.readNBytes(TAR_HEADER);
            in.reset();
            return TarArchiveInputStream.matches(start, start.length)
                    ? fromArchive(in, folder)
                    : List.of(write(in, folder.resolve("database" + SUFFIX)));
        }
    }

    private static InputStream open(Path download) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(download));
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    }

    private static List<Path> fromArchive(InputStream in, Path folder) throws IOException {
        List<Path> databases = new ArrayList<>();
        TarArchiveInputStream archive = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (entry.isFile() && entry.getName().endsWith(SUFFIX)) {
                Path name = Path.of(entry.getName()).getFileName();
                databases.add(write(archive, folder.resolve(name.toString())));
            }
        }
        return databases;
    }

    private static Path write(InputStream in, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Limited.copy(in, out, Download.MAX_BYTES);
        }
        return file;
    }
}
