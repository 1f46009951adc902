package io.wadi.settings;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The connection to PostgreSQL. */
public final class DatabaseSettings {

    static final SettingGroup GROUP = new SettingGroup("PostgreSQL (15 or later)");

    public static final Setting<DatabaseUrl> URL = GROUP.add(
            "wadi.database.url",
            SettingType.DATABASE_URL,
            "jdbc:postgresql://localhost:5432/wadi",
            "JDBC URL of the database; parameters of the driver may follow after a question mark.");
    public static final Setting<String> USER =
            GROUP.add("wadi.database.user", SettingType.TEXT, "wadi", "User to log in as.");
    public static final Setting<String> PASSWORD = GROUP.add(
            "wadi.database.password",
            SettingType.SECRET,
            "",
            "Password of that user; empty if the server requires none.");
    public static final Setting<Integer> CONNECTIONS =
            GROUP.add("wadi.database.connections", SettingType.integer(2, 500), "10", "Most simultaneous connections.");
    public static final Setting<Duration> STATEMENT_TIMEOUT = GROUP.add(
            "wadi.database.statement-seconds",
            SettingType.duration(1, 86_400, TimeUnit.SECONDS),
            "120",
            "How long a statement of the pipeline may take. A batch that takes longer is stored in smaller ones. Behind "
                    + "PgBouncer its own time-outs apply.");
    public static final Setting<Boolean> ADOPT = GROUP.add(
            "wadi.database.adopt",
            SettingType.BOOLEAN,
            "false",
            "Whether to adopt the tables of the origin's Python programs, if the database has them: Wadi moves them "
                    + "to schema origin and copies their rows. This happens once; later starts change nothing.");

    private DatabaseSettings() {}
}
