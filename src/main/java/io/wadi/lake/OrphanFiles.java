package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Finds files in a table's folder that no snapshot uses. */
final class OrphanFiles {

    private final Table table;

    OrphanFiles(Table table) {
        this.table = table;
    }

    /**
     * Locations of unused files that were last written before a moment. It must be early enough that a file written
     * before it is committed now, or never will be.
     *
     * @throws IllegalArgumentException if the table has files elsewhere
     */
    Set<String> writtenBefore(Instant moment) {
        Set<String> found = new HashSet<>();
        for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(folder())) {
            if (file.createdAtMillis() < moment.toEpochMilli()) {
                found.add(LakeFiles.normalized(file.location()));
            }
        }
        if (!found.isEmpty()) {
            // Read after the listing: what was committed in between is used.
            table.refresh();
            removeUsed(found);
        }
        return found;
    }

    /** With a slash at its end. On S3 a prefix is only text, and other tables may have names that begin alike. */
    private String folder() {
        return table.location().replaceFirst("/*$", "/");
    }

    private static void remove(Set<String> files, String location) {
        files.remove(LakeFiles.normalized(location));
    }

    private void removeUsed(Set<String> files) {
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        remove(files, metadata.metadataFileLocation());
        metadata.previousFiles().forEach(previous -> remove(files, previous.file()));
        metadata.statisticsFiles().forEach(statistics -> remove(files, statistics.path()));
        metadata.partitionStatisticsFiles().forEach(statistics -> remove(files, statistics.path()));
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            remove(files, snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                remove(files, manifest.path());
                if (read.add(manifest.path())) {
                    removeContents(files, manifest);
                }
            }
        }
    }

    private void removeContents(Set<String> files, ManifestFile manifest) {
        try (CloseableIterable<? extends ContentFile<?>> contents = read(manifest)) {
            contents.forEach(file -> remove(files, file.location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CloseableIterable<? extends ContentFile<?>> read(ManifestFile manifest) {
        return switch (manifest.content()) {
            case DATA -> ManifestFiles.read(manifest, table.io(), table.specs());
            case DELETES -> ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs());
        };
    }
}
