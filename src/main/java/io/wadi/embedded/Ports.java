package io.wadi.embedded;

import io.wadi.net.FreePort;
import io.wadi.settings.Setting;

/** The ports of the embedded servers. */
final class Ports {

    private Ports() {}

    /**
     * The wanted port, or for 0 any that is free.
     *
     * @throws EmbeddedException when the wanted one is taken, naming it and the setting
     */
    static int choose(int wanted, String server, Setting<Integer> setting) throws EmbeddedException {
        if (wanted == 0) {
            return FreePort.find();
        }
        if (!FreePort.isFree(wanted)) {
            throw new EmbeddedException("Port " + wanted + " of the embedded " + server + " is in use; --set " + setting
                    + "=0 chooses a free port");
        }
        return wanted;
    }
}
