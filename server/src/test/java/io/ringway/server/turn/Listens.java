package io.ringway.server.turn;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests judged by what somebody hears in real time, who needs a processor every few milliseconds.
 * They wait until no class that {@link TakesTheMachine} runs in another JVM; beside others that
 * listen they run, for those mostly wait.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Turns.class)
public @interface Listens {}
