package io.wadi.failure;

import java.util.Optional;
import java.util.stream.Stream;

/** Finds the causes of a failure that frameworks have wrapped. */
public final class Causes {

    /** Causes can form a circle; no failure has this many. */
    private static final int MOST = 100;

    private Causes() {}

    /** The failure itself, its cause, and so on to the innermost one. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MOST);
    }

    /** The innermost cause, or the failure itself if it has none. */
    public static Throwable innermost(Throwable failure) {
        return of(failure).reduce(failure, (outer, inner) -> inner);
    }

    /** The outermost cause of a type. */
    public static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }
}
