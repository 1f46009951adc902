package io.wadi.embedded;

import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts embedded servers and waits until it is killed, runs out of memory, or a server ends the process. */
final class HolderMain {

    private HolderMain() {}

    /**
     * Arguments: the folder of the data, that of the programs, and {@code eat} to use up the memory; or {@code lock} or
     * {@code servers} and the data directory.
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("lock")) {
            try {
                DataDirectory.open(folder).close();
            } catch (EmbeddedException e) {
                System.out.println(e.getMessage());
            }
            return;
        }
        if (arguments[0].equals("servers")) {
            System.out.println("started "
                    + EmbeddedServers.start(folder, Settings.load()).kafka().brokers());
        } else {
            System.out.println("started "
                    + EmbeddedPostgres.start(Path.of(arguments[0]), folder, Settings.load())
                            .port());
        }
        List<byte[]> eaten = new ArrayList<>();
        while (arguments.length > 2) {
            eaten.add(new byte[1 << 20]);
        }
        Thread.currentThread().join();
    }
}
