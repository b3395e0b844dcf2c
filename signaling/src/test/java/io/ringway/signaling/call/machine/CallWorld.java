package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.TransferProgress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything around one call that its effects change, and the rules they must keep. */
final class CallWorld {

    final Set<String> unregistered = new LinkedHashSet<>();
    final Set<String> registered = new LinkedHashSet<>();

    /** Legs that exist and whose end has not been told. */
    final Set<String> legs = new LinkedHashSet<>();

    /** Those of them that were told to end. */
    final Set<String> leaving = new LinkedHashSet<>();

    /** Every leg there ever was. */
    final List<String> all = new ArrayList<>();

    final Set<CallTimer> timers = new LinkedHashSet<>();
    final List<CallEffect.Play> plays = new ArrayList<>();
    CallEffect.@Nullable Bridge bridge;
    @Nullable String conferring;
    boolean routing;
    boolean finding;
    boolean taking;
    boolean ended;
    int bridges;
    int conferences;
    int transfersDone;

    void begin(String legId) {
        legs.add(legId);
        all.add(legId);
    }

    /** The leg's protocol tells its end. */
    void gone(String legId) {
        legs.remove(legId);
        leaving.remove(legId);
    }

    void apply(CallEffect effect) {
        require(!ended, "after the end: " + effect);
        switch (effect) {
            case CallEffect.Register(String leg) -> {
                require(unregistered.add(leg), "registered twice: " + leg);
                if (!all.contains(leg)) {
                    all.add(leg);
                }
            }
            case CallEffect.Activate(String leg) ->
                    require(registered.contains(leg), "activated unregistered " + leg);
            case CallEffect.Deregister(String leg) -> {
                require(registered.remove(leg), "deregistered unregistered " + leg);
                require(!legs.contains(leg), "deregistered a living leg " + leg);
            }
            case CallEffect.Route _ -> routing = true;
            case CallEffect.Dial dial -> {
                require(legs.add(dial.legId()), "dialled twice");
                if (!all.contains(dial.legId())) {
                    all.add(dial.legId());
                }
            }
            case CallEffect.Ring(String leg) -> requireAlive(leg, effect);
            case CallEffect.Progress(String leg) -> requireAlive(leg, effect);
            case CallEffect.Answer(String leg) -> requireAlive(leg, effect);
            case CallEffect.Refuse(String leg, Cause cause) -> leave(leg, effect);
            case CallEffect.HangUp(String leg, Cause cause) -> leave(leg, effect);
            case CallEffect.Bridge wanted -> {
                require(bridge == null, "bridged before parting: " + effect);
                require(conferring == null, "bridged from within a conference: " + effect);
                require(!wanted.first().equals(wanted.second()), "bridged with itself");
                requireAlive(wanted.first(), effect);
                requireAlive(wanted.second(), effect);
                bridge = wanted;
                bridges++;
            }
            case CallEffect.Part(String id) -> {
                require(bridge != null && bridge.bridgeId().equals(id), "parted what is not");
                bridge = null;
            }
            case CallEffect.Echo(String leg, boolean on) -> requireAlive(leg, effect);
            case CallEffect.Confer(String leg, String room) -> {
                require(conferring == null, "in a conference already: " + effect);
                requireAlive(leg, effect);
                conferring = leg;
                conferences++;
            }
            case CallEffect.LeaveConference(String leg) -> {
                require(leg.equals(conferring), "left where it was not: " + effect);
                conferring = null;
            }
            case CallEffect.MuteInConference(String leg, boolean on) ->
                    require(leg.equals(conferring), "muted where it is not: " + effect);
            case CallEffect.Play play -> {
                requireAlive(play.legId(), effect);
                plays.add(play);
            }
            case CallEffect.StopPlaying(String leg) -> requireAlive(leg, effect);
            case CallEffect.SendKeys(String leg, String keys, int ms) -> requireAlive(leg, effect);
            case CallEffect.Hold(String leg, boolean on) -> requireAlive(leg, effect);
            case CallEffect.Refer(String leg, var target) -> requireAlive(leg, effect);
            case CallEffect.FailTransfer(String leg, var cause) -> requireAlive(leg, effect);
            case CallEffect.TellTransfer(String leg, var progress) -> {
                requireAlive(leg, effect);
                transfersDone += progress == TransferProgress.DONE ? 1 : 0;
            }
            case CallEffect.FindLeg _ -> finding = true;
            case CallEffect.TakePartner _ -> taking = true;
            case CallEffect.GiveLeg(String call, GivenLeg leg) -> give(leg, effect);
            case CallEffect.GiveHunt(String call, GivenHunt hunt) ->
                    hunt.ringing().forEach(leg -> give(leg, effect));
            case CallEffect.DenyPartner _ -> {}
            case CallEffect.StartTimer(CallTimer timer, int delayMs) ->
                    require(delayMs > 0 && timers.add(timer), "started twice: " + timer);
            case CallEffect.CancelTimer(CallTimer timer) ->
                    require(timers.remove(timer), "cancelled what does not run: " + timer);
            case CallEffect.Ended _ -> {
                ended = true;
                require(legs.isEmpty(), "legs left: " + legs);
                require(registered.isEmpty(), "sessions left: " + registered);
                require(unregistered.isEmpty(), "registrations left: " + unregistered);
                require(timers.isEmpty(), "timers left: " + timers);
                require(bridge == null, "bridge left");
                require(conferring == null, "conference left");
                require(!taking, "a leg is on its way");
            }
        }
    }

    private void give(GivenLeg leg, CallEffect effect) {
        requireAlive(leg.legId(), effect);
        require(bridge == null, "given while bridged");
        legs.remove(leg.legId());
        require(registered.remove(leg.legId()) == leg.registered(), "session lost on the way");
    }

    private void leave(String leg, CallEffect effect) {
        requireAlive(leg, effect);
        require(!leg.equals(conferring), "leaves from within a conference");
        leaving.add(leg);
    }

    private void requireAlive(String leg, CallEffect effect) {
        require(legs.contains(leg) && !leaving.contains(leg), "not alive: " + effect);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
