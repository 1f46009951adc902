package io.wadi.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that takes so long that {@code ./wadi test} skips it. It runs with {@code ./wadi test --long}, and if it is named
 * ({@code -Dit.test=ClockIT}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LongTestCondition.class)
public @interface LongTest {

    /** About how many seconds it takes on two cores. */
    int seconds();
}
