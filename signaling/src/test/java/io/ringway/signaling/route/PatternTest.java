package io.ringway.signaling.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternTest {

    @ParameterizedTest
    @CsvSource({
        "1XX, 100, true",
        "1XX, 10, false",
        "1XX, 1000, false",
        "1XX, 1a0, false",
        "1ZN, 110, false",
        "1ZN, 112, true",
        "4930., 4930, false",
        "4930., 49301, true",
        "4930!, 4930, true",
        "4930!, 493x, false",
        "+4930XXX., +4930123456, true",
        "+4930XXX., +493012, false",
        "+4930XXX., 4930123456, false",
        "[2-57]1, 31, true",
        "[2-57]1, 71, true",
        "[2-57]1, 61, false",
        "*21, *21, true",
        "*21, 021, false",
        "*, anything, true",
        "*, 12, true",
        "sales, sales, true",
        "sales, SALES, true",
        "sales, sales2, false",
        "N, 5, true",
        "agent-*, agent-7, true",
        "agent-*, agen-7, false",
        "*.example.org, a.b.example.org, true",
        "*.example.org, example.org, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "john.doe, john.doe, true",
    })
    void shouldMatch(String pattern, String text, boolean expected) {
        assertEquals(expected, Pattern.parse(pattern).matches(text));
    }

    @Test
    void shouldMatchNothingByAnEmptyName() {
        assertTrue(Pattern.parse("*").matches(""));
        assertThrows(RuleException.class, () -> Pattern.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1!2", "12]", "[", "[]", "[a-b]", "[5-2]", "[3-", "a b", "a\"b"})
    void shouldRefuse(String pattern) {
        RuleException refusal = assertThrows(RuleException.class, () -> Pattern.parse(pattern));
        assertTrue(String.valueOf(refusal.getMessage()).contains("'" + pattern + "'"));
    }

    /** What makes a backtracking matcher run for years. */
    @Test
    void shouldTakeNoLongerForNastyPatterns() {
        Pattern nasty = Pattern.parse("x" + "a*".repeat(120) + "b");
        String text = "x" + "a".repeat(100_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertEquals(false, nasty.matches(text)));
    }
}
