package io.wadi.lake;

import io.wadi.settings.LakeSettings;
import io.wadi.settings.SettingException;
import io.wadi.settings.SettingFile;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Where the lake is.
 *
 * @param database Wadi's tables, and the catalog unless another is named
 * @param catalog address of an Iceberg REST catalog; empty for the catalog in the database
 * @param warehouse absolute path of the folder of the tables, or {@code s3://bucket/folder}; for a REST catalog what it
 *     calls a warehouse, or empty
 * @param properties further properties of Iceberg's catalog and files; they may contain secrets
 */
public record LakePlace(DataSource database, String catalog, String warehouse, Map<String, String> properties) {

    /** A folder, with the catalog in a database. */
    public LakePlace(DataSource database, String folder) {
        this(database, "", folder, Map.of());
    }

    /**
     * The place that the settings name.
     *
     * @param data the data folder, for the default
     * @throws SettingException if the file with further properties is unreadable
     */
    public static LakePlace of(Settings settings, Path data, DataSource database) {
        return new LakePlace(
                database,
                settings.get(LakeSettings.CATALOG),
                LakeSettings.warehouse(settings, data),
                settings.get(LakeSettings.PROPERTIES).map(LakePlace::read).orElse(Map.of()));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new SettingFile("The file of " + LakeSettings.PROPERTIES, file).properties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    boolean hasRestCatalog() {
        return !catalog.isEmpty();
    }

    /** Without the properties. */
    @Override
    public String toString() {
        return hasRestCatalog() ? catalog + " " + warehouse : warehouse;
    }
}
