package io.wadi.settings;

/** How to reach PostgreSQL. */
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
            "Password of that user; empty where the server asks for none.");
    public static final Setting<Integer> CONNECTIONS =
            GROUP.add("wadi.database.connections", SettingType.integer(2, 500), "10", "Most connections at once.");
    public static final Setting<Boolean> ADOPT = GROUP.add(
            "wadi.database.adopt",
            SettingType.BOOLEAN,
            "false",
            "Whether to take over the tables of the origin's Python programs, where the database has them: "
                    + "moved to schema origin, and their rows copied. This happens once; later starts find nothing to do.");

    private DatabaseSettings() {}
}
