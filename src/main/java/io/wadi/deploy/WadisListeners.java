package io.wadi.deploy;

import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Setting;
import io.wadi.settings.WebSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Refuses consumers that listen where Wadi itself does, as the settings of this process say. */
final class WadisListeners {

    private final Function<Setting<?>, String> value;

    /** Creates a check; {@code placeholders} resolves settings. */
    WadisListeners(UnaryOperator<String> placeholders) {
        value = setting -> placeholders.apply("{{" + setting.name() + ":}}");
    }

    /** A sentence on the address of Wadi that a consumer would take. */
    Optional<String> misfit(String path, List<String> routes) {
        return Listener.of(path).flatMap(own -> own.isUdp() ? exporters(own, path, routes) : console(own, path));
    }

    private Optional<String> exporters(Listener own, String path, List<String> routes) {
        boolean isWadis = value.apply(NetflowSettings.ENABLED).equals("true")
                && !routes.contains("collect")
                && Listener.of(value.apply(NetflowSettings.SOURCE))
                        .filter(own::meets)
                        .isPresent();
        return isWadis
                ? Optional.of(path + " would take the datagrams of shipped route collect, which listens there"
                        + " (wadi.netflow.listen); choose another port")
                : Optional.empty();
    }

    private Optional<String> console(Listener own, String path) {
        boolean hasConsole = value.apply(WebSettings.ENABLED).equals("true");
        return Stream.of(WebSettings.PORT, WebSettings.JMX_PORT)
                .filter(port -> hasConsole || port != WebSettings.PORT)
                .filter(port -> own.port() > 0 && own.meets(wadis(port)))
                .findFirst()
                .map(port -> path + " has the port at which Wadi listens (" + port.name() + "); choose another port");
    }

    private Listener wadis(Setting<Integer> port) {
        return new Listener(false, value.apply(WebSettings.HOST), number(value.apply(port)), true);
    }

    /** 0, which nothing listens at, if it is switched off or unknown. */
    private static int number(String value) {
        return value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
    }
}
