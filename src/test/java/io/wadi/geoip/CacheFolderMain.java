package io.wadi.geoip;

import java.nio.file.Files;
import java.nio.file.Path;

/** Starts to write a database into a cache folder, prints a line, and never ends by itself. */
final class CacheFolderMain {

    private CacheFolderMain() {}

    /** Argument: the folder. */
    public static void main(String[] arguments) throws Exception {
        CacheFolder.withUnfinished(Path.of(arguments[0]), DatabaseKind.CITY, file -> {
            Files.writeString(file, "half");
            System.out.println(file);
            return System.in.read();
        });
    }
}
