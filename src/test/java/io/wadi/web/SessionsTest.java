package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Login LOGIN = new Login(new Person("vera", Role.VIEWER), "hash");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Sessions sessions = new Sessions(Duration.ofMinutes(60), Duration.ofHours(2), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void endsWithoutRequests() {
        String id = sessions.open(LOGIN).id();
        pass(Duration.ofMinutes(59));
        assertThat(sessions.find(id).login()).isEqualTo(LOGIN);
        pass(Duration.ofMinutes(59));
        assertThat(sessions.find(id)).isNotNull();
        pass(Duration.ofMinutes(60));
        assertThat(sessions.find(id)).isNull();
    }

    @Test
    void endsInAnyCase() {
        String id = sessions.open(LOGIN).id();
        for (int minutes = 0; minutes < 110; minutes += 10) {
            pass(Duration.ofMinutes(10));
            assertThat(sessions.find(id)).isNotNull();
        }
        pass(Duration.ofMinutes(10));
        assertThat(sessions.find(id)).isNull();
    }

    @Test
    void isClosed() {
        Sessions.Opened one = sessions.open(LOGIN);
        Sessions.Opened other = sessions.open(LOGIN);
        assertThat(one.id())
                .hasSize(43)
                .isNotEqualTo(other.id())
                .isNotEqualTo(one.session().token());
        sessions.close(one.id());
        sessions.close(null);
        assertThat(sessions.find(one.id())).isNull();
        assertThat(sessions.find(other.id())).isSameAs(other.session());
        assertThat(sessions.find(null)).isNull();
    }

    @Test
    void hasABound() {
        for (int number = 0; number < Sessions.MOST + 100; number++) {
            sessions.open(LOGIN);
        }
        assertThat(sessions.size()).isEqualTo(Sessions.MOST);
    }

    @Test
    void knowsItsTokenOnly() {
        Sessions.Session session = sessions.open(LOGIN).session();
        assertThat(session.isToken(session.token())).isTrue();
        assertThat(session.isToken(session.token() + "x")).isFalse();
        assertThat(session.isToken("ü")).isFalse();
        assertThat(session.isToken(null)).isFalse();
    }
}
