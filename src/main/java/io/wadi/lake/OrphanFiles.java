package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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

/**
 * Finds files in a table's folder that no snapshot uses. It holds eight bytes for each file in use, and the locations of a
 * bounded number of unused ones.
 */
final class OrphanFiles {

    private final Table table;
    private final int most;

    /**
     * A search.
     *
     * @param most so many files are found at most, always the first ones by their locations
     */
    OrphanFiles(Table table, int most) {
        this.table = table;
        this.most = most;
    }

    /**
     * Locations of unused files that were last written before a moment. It must be early enough that a file written
     * before it is committed now, or never will be.
     *
     * @throws IllegalArgumentException if the table has files elsewhere
     */
    Set<String> writtenBefore(Instant moment) {
        HashedLocations used = new HashedLocations();
        table.refresh();
        forEachUsed(used::add);
        NavigableSet<String> found = new TreeSet<>();
        for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(folder())) {
            String location = LakeFiles.normalized(file.location());
            if (file.createdAtMillis() < moment.toEpochMilli() && !used.has(location)) {
                found.add(location);
                if (found.size() > most) {
                    found.pollLast();
                }
            }
        }
        if (!found.isEmpty()) {
            // Read again after the listing: what was committed in between is used.
            table.refresh();
            forEachUsed(found::remove);
        }
        return found;
    }

    /** With a slash at its end. On S3 a prefix is only text, and other tables may have names that begin alike. */
    private String folder() {
        return table.location().replaceFirst("/*$", "/");
    }

    private void forEachUsed(Consumer<String> action) {
        Consumer<String> used = location -> action.accept(LakeFiles.normalized(location));
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        used.accept(metadata.metadataFileLocation());
        metadata.previousFiles().forEach(previous -> used.accept(previous.file()));
        metadata.statisticsFiles().forEach(statistics -> used.accept(statistics.path()));
        metadata.partitionStatisticsFiles().forEach(statistics -> used.accept(statistics.path()));
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            used.accept(snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (read.add(manifest.path())) {
                    used.accept(manifest.path());
                    forEachContent(manifest, used);
                }
            }
        }
    }

    private void forEachContent(ManifestFile manifest, Consumer<String> used) {
        try (CloseableIterable<? extends ContentFile<?>> contents = read(manifest)) {
            contents.forEach(file -> used.accept(file.location()));
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
