package io.wadi.deploy;

import io.wadi.failure.Causes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells whether a failure is outside of the file: a server that cannot be reached may be there at the next attempt. */
final class ServerAway {

    private static final List<Class<? extends Exception>> KINDS = List.of(
            ConnectException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            SocketTimeoutException.class,
            HttpTimeoutException.class,
            TimeoutException.class,
            SQLTransientException.class,
            SQLRecoverableException.class,
            RetriableException.class);

    /** Classes of SQLSTATE: the connection failed, and the server starts or stops. */
    private static final List<String> STATES = List.of("08", "57P");

    private ServerAway() {}

    /** Whether one of the causes of a failure is of this kind. */
    static boolean isCause(Throwable failure) {
        return Causes.of(failure).anyMatch(ServerAway::isAway);
    }

    private static boolean isAway(Throwable cause) {
        return KINDS.stream().anyMatch(kind -> kind.isInstance(cause))
                || cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && STATES.stream().anyMatch(sql.getSQLState()::startsWith);
    }
}
