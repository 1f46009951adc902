package io.wadi.lake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** A database whose connection breaks after it has executed an update, so that its answer is lost. */
final class LostAnswers {

    private final DataSource database;
    private final AtomicBoolean loses = new AtomicBoolean();

    LostAnswers(DataSource database) {
        this.database = database;
    }

    void loseNextUpdate() {
        loses.set(true);
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                LostAnswers.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("executeUpdate") && loses.getAndSet(false)) {
                        throw new SQLException("the connection broke", "08006");
                    }
                    return wrapped(result);
                }));
    }

    private Object wrapped(Object result) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection);
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        return result;
    }
}
