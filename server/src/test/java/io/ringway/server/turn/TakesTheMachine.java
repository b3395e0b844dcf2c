package io.ringway.server.turn;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that keep all processors busy for seconds, as starting a browser does and a flood. They run
 * one class at a time, and not beside one that {@link Listens}, whatever JVMs these are in.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Turns.class)
public @interface TakesTheMachine {}
