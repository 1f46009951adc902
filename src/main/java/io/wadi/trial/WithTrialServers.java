package io.wadi.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a broker and a database before the tests of a class and stops them after the last one. Methods and constructors of
 * the class get them as a parameter of type {@link TrialServers}; nested classes share those of the class around them. A start
 * that fails makes the tests fail with the reason.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TrialServersExtension.class)
public @interface WithTrialServers {}
