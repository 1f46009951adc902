package io.wadi.lake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.StorageCredential;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.io.SupportsStorageCredentials;

/**
 * Files of a table: in a folder, or on S3 with Iceberg's class for it, which {@code wadi add s3} brings. Public because
 * Iceberg's REST catalog creates it by its name. Thread-safe once it is initialized.
 */
public final class LakeFiles implements SupportsPrefixOperations, SupportsStorageCredentials {

    private static final long serialVersionUID = 1L;

    private static final String S3 = "org.apache.iceberg.aws.s3.S3FileIO";

    /** The HTTP client of the JDK, and none of the clients of AWS's other services. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "http-client.type",
            "urlconnection",
            "s3.client-factory-impl",
            "org.apache.iceberg.aws.s3.DefaultS3FileIOAwsClientFactory");

    private final LocalFiles local = new LocalFiles();
    private Map<String, String> properties = Map.of();
    private List<StorageCredential> credentials = List.of();
    private transient SupportsPrefixOperations objects;

    /** Files with Iceberg's properties. */
    static LakeFiles of(Map<String, String> properties) {
        LakeFiles files = new LakeFiles();
        files.initialize(properties);
        return files;
    }

    /** Whether a location is on S3. Hadoop has further names for it. */
    static boolean isObject(String location) {
        return location.startsWith("s3://") || location.startsWith("s3a://") || location.startsWith("s3n://");
    }

    /** The same text for all ways to write a location. */
    static String normalized(String location) {
        return isObject(location)
                ? location.replaceFirst("^s3[an]?:", "s3:")
                : LocalFiles.path(location).toString();
    }

    @Override
    public void initialize(Map<String, String> given) {
        properties = Map.copyOf(given);
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    /** Keys that a REST catalog hands out with the table. */
    @Override
    public void setCredentials(List<StorageCredential> given) {
        credentials = List.copyOf(given);
    }

    @Override
    public List<StorageCredential> credentials() {
        return credentials;
    }

    private SupportsPrefixOperations at(String location) {
        return isObject(location) ? objects() : local;
    }

    private synchronized SupportsPrefixOperations objects() {
        if (objects == null) {
            try {
                Class.forName(S3);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("S3 needs further libraries: bring them with ./wadi add s3", e);
            }
            Map<String, String> all = new HashMap<>(DEFAULTS);
            all.putAll(properties);
            objects = (SupportsPrefixOperations) CatalogUtil.loadFileIO(S3, all, null, credentials);
        }
        return objects;
    }

    @Override
    public InputFile newInputFile(String location) {
        return at(location).newInputFile(location);
    }

    @Override
    public InputFile newInputFile(String location, long length) {
        return at(location).newInputFile(location, length);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return at(location).newOutputFile(location);
    }

    @Override
    public void deleteFile(String location) {
        at(location).deleteFile(location);
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        return at(prefix).listPrefix(prefix);
    }

    @Override
    public void deletePrefix(String prefix) {
        at(prefix).deletePrefix(prefix);
    }

    @Override
    public synchronized void close() {
        if (objects != null) {
            objects.close();
            objects = null;
        }
    }
}
