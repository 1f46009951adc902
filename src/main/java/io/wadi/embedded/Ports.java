package io.wadi.embedded;

import io.wadi.net.FreePort;
import io.wadi.settings.Setting;

/** The ports of the embedded servers. */
final class Ports {

    private Ports() {}

    /**
     * The wanted port, or any free port for 0.
     *
     * @throws EmbeddedException with port and setting, if the wanted port is in use
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
