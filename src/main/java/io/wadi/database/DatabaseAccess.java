package io.wadi.database;

import com.zaxxer.hikari.HikariConfig;
import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.DatabaseUrl;
import io.wadi.settings.Settings;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The address of the database and Wadi's login: the settings {@code wadi.database.url}, {@code user} and {@code
 * password}. Parameters of the URL override the settings.
 */
public final class DatabaseAccess {

    private static final int POSTGRES_PORT = 5_432;

    private final DatabaseUrl url;
    private final String user;
    private final String password;

    private DatabaseAccess(DatabaseUrl url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Reads the settings. */
    public static DatabaseAccess of(Settings settings) {
        return new DatabaseAccess(
                settings.get(DatabaseSettings.URL),
                settings.get(DatabaseSettings.USER),
                settings.get(DatabaseSettings.PASSWORD));
    }

    /** Where the database is, without secrets. */
    public String address() {
        return url.address();
    }

    /** The user name of Wadi's login. */
    String user() {
        return url.parameters().getOrDefault("user", user);
    }

    /** Creates a new connection for each call, without a pool. */
    public DataSource dataSource() {
        return new DriverManagerDataSource(url.address(), properties(Session.LOGIN));
    }

    private Properties properties(Session session) {
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password);
        properties.putAll(session.properties());
        properties.putAll(url.parameters());
        return properties;
    }

    /**
     * Connects. The session uses the time zone UTC.
     *
     * @throws StartException if the database is unreachable or refuses the user
     */
    public Connection connect() throws StartException {
        try {
            Connection connection = dataSource().getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute(Session.LOGIN.setUp(true));
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    /** Explains a failure to use the database to the user. */
    public StartException explain(Exception e) {
        return Jdbc.cause(e)
                .map(cause -> new DatabaseReasons(this).explain(cause))
                .orElseGet(() -> new StartException("The database cannot be used: " + e.getMessage(), e));
    }

    /** The configuration of a pool of such sessions, of the default size. */
    HikariConfig pool(Session session, boolean pooled) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.address());
        config.setUsername(user);
        config.setPassword(password);
        config.setConnectionInitSql(session.setUp(pooled));
        config.setExceptionOverrideClassName(UnsupportedStatements.class.getName());
        session.properties().forEach(config::addDataSourceProperty);
        if (pooled) {
            config.addDataSourceProperty(Session.PREPARE_THRESHOLD, "0");
            // The driver names a statement even if it only describes it. Without a cache it closes the statement at
            // once, before another client of the pooler uses the same name.
            config.addDataSourceProperty(Session.STATEMENT_CACHE, "0");
        }
        url.parameters().forEach(config::addDataSourceProperty);
        return config;
    }

    /**
     * The servers in the URL as the driver reads it, not resolved: one or more, or the local server if it names none.
     */
    public List<InetSocketAddress> servers() {
        Properties parsed = Driver.parseURL(url.address(), properties(Session.LOGIN));
        if (parsed == null) {
            return List.of();
        }
        String[] hosts = parsed.getProperty("PGHOST", "localhost").split(",");
        String[] ports = parsed.getProperty("PGPORT", "").split(",");
        List<InetSocketAddress> servers = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            servers.add(InetSocketAddress.createUnresolved(hosts[i], port(ports[Math.min(i, ports.length - 1)])));
        }
        return servers;
    }

    private static int port(String text) {
        return text.isBlank() ? POSTGRES_PORT : Integer.parseInt(text.strip());
    }
}
