package io.ringway.signaling.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTableTest {

    private static final RouteNames NAMES =
            new RouteNames(Set.of("alice", "bob"), Set.of("berlin", "munich"));

    private static final List<String> RULES =
            """
            # What this house does.
            normalize 00 -> +
            normalize 0 -> +49

            to:echo,*43 -> echo
            to:speech -> speech
            from:+49900. -> refuse:declined
            to:+4989XXX. via:trunk:berlin -> trunk:munich strip:3 prefix:0
            to:1XX via:user:*,agent:* -> user ring:20s
            to:+N. via:user:* -> trunk:berlin,trunk:munich ring:40s record
            to:sales -> agent:alice,agent:bob,user:bob ring:15s parallel
            to:closed -> announce:after-hours cause:busy
            to:desk domain:*.example.org,10.0.0.1,[2001:db8::1] via:* -> sip:desk@pbx.example.org
            to:@users -> user
            """
                    .lines()
                    .toList();

    private final RouteTable table = table(RULES);

    private static RouteTable table(List<String> rules) {
        try {
            return RouteTable.parse("routes", rules, NAMES);
        } catch (RouteSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static CallParties call(String called, String caller, String via) {
        return new CallParties(caller, "", called, "sip.example.org", via);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "echo, 49301, '', 5",
                "*43, 49301, '', 5",
                "speech, 49301, '', 6",
                "speech, +499001, '', 6",
                "110, +499001234, user:alice, 7",
                "+4989123456, +4930, trunk:berlin, 8",
                "+4989123456, +4930, trunk:munich, -",
                "+49-89 (123) 456, +4930, trunk:berlin, 8",
                "004989123456;phone-context=x, +4930, trunk:berlin, 8",
                "110, 1, user:alice, 9",
                "110, 1, '', -",
                "0301234, 1, user:alice, 10",
                "0301234, 1, '', -",
                "SALES, 1, '', 11",
                "closed, 1, '', 12",
                "desk, 1, '', 13",
                "bob, 1, '', 14",
                "carol, 1, '', -",
            })
    void shouldTakeTheFirstRuleThatFits(String called, String caller, String via, Integer line) {
        RouteExplanation explanation = table.explain(call(called, caller, via));
        List<RouteTrial> matched =
                explanation.trials().stream().filter(RouteTrial::matched).toList();
        assertEquals(
                line == null ? List.of() : List.of("routes:" + line),
                matched.stream().map(RouteTrial::place).toList());
        assertEquals(explanation.destination(), table.route(call(called, caller, via)));
    }

    @Test
    void shouldChangeTheNumberATrunkIsGiven() {
        assertEquals(
                new Destination.Dial(
                        List.of(new DialTarget.Trunk("munich", "089123456")), false, 60_000, false),
                table.route(call("+4989123456", "+4930", "trunk:berlin")));
    }

    @Test
    void shouldCallSeveral() {
        assertEquals(
                new Destination.Dial(
                        List.of(
                                new DialTarget.Agent("alice"),
                                new DialTarget.Agent("bob"),
                                new DialTarget.User("bob")),
                        true,
                        15_000,
                        false),
                table.route(call("sales", "", "")));
        assertEquals(
                new Destination.Dial(
                        List.of(
                                new DialTarget.Trunk("berlin", "+49301234"),
                                new DialTarget.Trunk("munich", "+49301234")),
                        false,
                        40_000,
                        true),
                table.route(call("0301234", "", "user:alice")));
    }

    @Test
    void shouldAnnounceDialAndRefuse() {
        assertEquals(
                new Destination.Announce("after-hours", Cause.of(Cause.Kind.BUSY)),
                table.route(call("closed", "", "")));
        assertEquals(
                new Destination.Dial(
                        List.of(new DialTarget.Uri("sip:desk@pbx.example.org")),
                        false,
                        60_000,
                        false),
                table.route(call("desk", "", "")));
        assertEquals(
                new Destination.Refuse(Cause.of(Cause.Kind.DECLINED)),
                table.route(call("110", "004990012", "")));
        assertEquals(
                new Destination.Refuse(new Cause(Cause.Kind.NOT_FOUND, "no rule fits")),
                table.route(call("nobody", "", "")));
    }

    @Test
    void shouldSayWhyARuleDidNotFit() {
        RouteExplanation explanation = table.explain(call("0899", "", ""));
        assertEquals("+49899", explanation.parties().called());
        assertEquals("to is '+49899', which is not echo or *43", explanation.trials().get(0).why());
        assertEquals("to:speech -> speech", explanation.trials().get(1).rule());
        assertEquals("via is 'anonymous', which is not user:*", explanation.trials().get(5).why());
        assertEquals(10, explanation.trials().size());
    }

    @Test
    void shouldLeadToARoomByItsNameOrByWhatWasDialled() {
        RouteTable rooms =
                table(List.of("to:board -> conference:west.1", "to:room*,8XX -> conference"));
        assertEquals(new Destination.Conference("west.1"), rooms.route(call("board", "", "")));
        assertEquals(new Destination.Conference("room7"), rooms.route(call("room7", "", "")));
        assertEquals(new Destination.Conference("812"), rooms.route(call("812", "", "")));
    }

    @Test
    void shouldAnswerOutOfTheBox() {
        RouteTable usual = table(RouteTable.DEFAULT_RULES);
        assertEquals(new Destination.Echo(), usual.route(call("echo", "", "")));
        assertEquals(new Destination.Speech(), usual.route(call("speech", "", "")));
        assertEquals(
                new Destination.Dial(List.of(new DialTarget.User("alice")), false, 60_000, false),
                usual.route(call("alice", "", "")));
        assertEquals(
                new Destination.Refuse(Cause.of(Cause.Kind.NOT_FOUND)),
                usual.route(call("+49301234", "", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "to:echo | a rule is CONDITION… -> ACTION…, like to:echo -> echo",
                "to:echo -> echo -> echo | a rule is CONDITION… -> ACTION…, like to:echo -> echo",
                "-> echo | nothing stands left of ->; write * for every call",
                "to:echo -> | nothing stands right of ->; write echo, speech, conference, conference:ROOM, user, user:NAME, agent:NAME, trunk:NAME, sip:…, announce:SOUND or refuse:CAUSE",
                "4930. -> echo | '4930.': did you mean to:4930.?",
                "too:echo -> echo | 'too:echo' is no condition; write to:, from:, domain: or via:, or * for all",
                "to:4.9 -> echo | '4.9': . stands for further digits and must come last, like 4930.",
                "to:a -> ecko | 'ecko' is no destination; write echo, speech, conference, conference:ROOM, user, user:NAME, agent:NAME, trunk:NAME, sip:…, announce:SOUND or refuse:CAUSE",
                "to:a -> user:carol | there is no user 'carol'; there is alice, bob",
                "to:a via:user:* -> trunk:minich | there is no trunk 'minich'; there is berlin, munich",
                "to:a via:trunk:x -> echo | there is no trunk 'x'; there is berlin, munich",
                "to:a via:alice -> echo | 'via:alice': write trunk:NAME, user:NAME, agent:NAME, anonymous, or * in a name",
                "to:a -> trunk:munich | anybody could call out at your cost; add via:user:*,agent:* for those who registered, via:trunk:NAME for a trunk, via:* if you mean anybody",
                "to:a -> echo ring:20s | ring means nothing to 'echo'",
                "to:a -> user ring:20 | 'ring:20': write 1 to 600 seconds, like ring:20s",
                "to:a -> user loud | 'loud' is no option; there are ring:20s, parallel, record, strip:2, prefix:0, cause:busy",
                "to:a -> user strip:1 | strip and prefix change the number a trunk is given",
                "to:a -> user record record | 'record' comes twice",
                "to:a -> refuse:maybe | 'maybe' is no cause; write busy, declined, forbidden, no-answer, not-found or unavailable",
                "normalize x -> y | 'normalize x -> y': write prefixes of numbers, like normalize 00 -> +",
            })
    void shouldSayWhatIsWrongAndWhatWouldBeRight(String rule, String problem) {
        RouteSyntaxException refusal =
                assertThrows(
                        RouteSyntaxException.class,
                        () -> RouteTable.parse("mine", List.of("", rule), NAMES));
        assertEquals(List.of("mine:2: " + problem), refusal.problems());
    }

    @Test
    void shouldReportEveryLine() {
        RouteSyntaxException refusal =
                assertThrows(
                        RouteSyntaxException.class,
                        () -> RouteTable.parse("mine", List.of("a", "* -> echo", "b"), NAMES));
        assertEquals(2, refusal.problems().size());
    }
}
