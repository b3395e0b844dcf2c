package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialTarget;

/**
 * Who a leg's party is, as routing and called parties see it when it calls somebody.
 *
 * @param number number or user name
 * @param name display name, empty when there is none
 * @param via as in {@link CallParties#via()}
 */
public record LegIdentity(String number, String name, String via) {

    static LegIdentity ofCaller(CallParties parties) {
        return new LegIdentity(parties.caller(), parties.callerName(), parties.via());
    }

    static LegIdentity of(DialTarget target) {
        return switch (target) {
            case DialTarget.User(String name) -> new LegIdentity(name, "", "user:" + name);
            case DialTarget.Trunk(String trunk, String number) ->
                    new LegIdentity(number, "", trunk);
            case DialTarget.Uri(String uri) -> new LegIdentity(uri, "", "");
            case DialTarget.Agent(String name) -> new LegIdentity(name, "", "agent:" + name);
        };
    }
}
