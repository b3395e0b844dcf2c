package io.ringway.signaling.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.session.CircuitBreaker.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CircuitBreakerTest {

    /**
     * Steps: {@code e} enter permitted, {@code r} enter refused, {@code f} failed, {@code s}
     * succeeded, digit: wait.
     */
    @ParameterizedTest
    @CsvSource({
        "efefef, OPEN",
        "efefes, CLOSED",
        "efefesefefe, CLOSED",
        "efefefr, OPEN",
        "efefef9r, OPEN",
        "efefef91e, HALF_OPEN",
        "efefef91er, HALF_OPEN",
        "efefef91ef, OPEN",
        "efefef91efr, OPEN",
        "efefef91ef91es, CLOSED",
        "efefef91eseee, CLOSED",
        "efefef91esefef, CLOSED",
        "eeefffr, OPEN"
    })
    void shouldFollowTheTable(String steps, State expected) {
        for (long start : new long[] {0, Long.MAX_VALUE - 5}) {
            CircuitBreaker breaker = new CircuitBreaker(3, 10);
            long nowNs = start;
            for (int i = 0; i < steps.length(); i++) {
                char step = steps.charAt(i);
                switch (step) {
                    case 'e' -> assertEquals(true, breaker.tryEnter(nowNs), steps);
                    case 'r' -> assertEquals(false, breaker.tryEnter(nowNs), steps);
                    case 'f' -> breaker.failed(nowNs);
                    case 's' -> breaker.succeeded();
                    default -> nowNs += step - '0';
                }
            }
            assertEquals(expected, breaker.state(), steps);
        }
    }
}
