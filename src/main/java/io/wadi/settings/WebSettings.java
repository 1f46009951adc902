package io.wadi.settings;

import io.wadi.net.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The HTTP server, JMX and health checks. */
public final class WebSettings {

    static final SettingGroup GROUP = new SettingGroup("Web");

    public static final Setting<Boolean> ENABLED = GROUP.add(
            "wadi.http.enabled",
            SettingType.BOOLEAN,
            "true",
            "Whether to serve dashboard, API, Hawtio, health and metrics by HTTP.");
    public static final Setting<String> HOST = GROUP.add(
            "wadi.http.host",
            SettingType.HOST,
            "127.0.0.1",
            "Address to listen on; an address that is not loopback requires user and password.");
    public static final Setting<Integer> PORT =
            GROUP.add("wadi.http.port", SettingType.PORT, "8080", "Port to listen on; 0 chooses a free port.");
    public static final Setting<String> USER = GROUP.add(
            "wadi.http.user",
            SettingType.HTTP_USER,
            "",
            "Name of the user who may do everything. If it and wadi.http.users are empty, everyone on this machine has "
                    + "access, and wadi.http.host must be a loopback address.");
    public static final Setting<String> PASSWORD =
            GROUP.add("wadi.http.password", SettingType.SECRET, "", "Password of that user; set both or neither.");
    public static final Setting<Optional<Path>> USERS = GROUP.add(
            "wadi.http.users",
            SettingType.PATH,
            "",
            "File of further users with bcrypt hashes and roles (docs/operations.md); Wadi reloads it if it changes. The "
                    + "user of wadi.http.user is an admin.");
    public static final Setting<Duration> SESSION_IDLE = GROUP.add(
            "wadi.http.session-idle-minutes",
            SettingType.duration(1, 10_080, TimeUnit.MINUTES),
            "60",
            "How long somebody who logged in by the form stays logged in without a request.");
    public static final Setting<Duration> SESSION_LONGEST = GROUP.add(
            "wadi.http.session-hours",
            SettingType.duration(1, 720, TimeUnit.HOURS),
            "12",
            "How long somebody who logged in by the form stays logged in at most.");
    public static final Setting<String> PROXY_USER = GROUP.add(
            "wadi.http.proxy-user-header",
            SettingType.HEADER,
            "",
            "Header in which a proxy names the user whom it has logged in (docs/operations.md); empty for none.");
    public static final Setting<String> PROXY_ROLE = GROUP.add(
            "wadi.http.proxy-role-header",
            SettingType.HEADER,
            "",
            "Header in which that proxy names roles or groups of the user, separated by commas; the highest role counts "
                    + "if wadi.http.users does not have the user.");
    public static final Setting<List<AddressRange>> PROXY_ADDRESSES = GROUP.add(
            "wadi.http.proxy-addresses",
            SettingType.NETWORKS,
            "",
            "Addresses or networks of that proxy, separated by commas; the headers count only from there.");
    public static final Setting<Integer> MAX_BODY = GROUP.add(
            "wadi.http.max-body-bytes",
            SettingType.integer(1, 64 * 1024 * 1024, "bytes"),
            "1048576",
            "Longest body of an HTTP request.");
    public static final Setting<Integer> REQUESTS_PER_SECOND = GROUP.add(
            "wadi.http.requests-per-second",
            SettingType.integer(1, 100_000),
            "100",
            "Requests per second that one address may send; a burst may have twice as many.");
    public static final Setting<Integer> JMX_PORT = GROUP.add(
            "wadi.jmx.port",
            SettingType.PORT,
            "0",
            "Port of JMX without TLS, at the same address and with the same user, who must be set; 0 disables it.");
    public static final Setting<Duration> STALL = GROUP.add(
            "wadi.health.stall-seconds",
            SettingType.duration(1, 86_400, TimeUnit.SECONDS),
            "60",
            "How long a store may make no progress while messages wait, before /observe/health reports it.");

    private WebSettings() {}
}
