package io.ringway.signaling.sip.registrar;

import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.auth.DigestUsers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everybody with an account. Immutable. */
public final class SipUsers implements DigestUsers {

    private final Map<String, SipUser> byName = new LinkedHashMap<>();
    private final Map<String, SipUser> byAuthUser = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException when two share a name or a name in credentials
     */
    public SipUsers(Collection<SipUser> users) {
        for (SipUser user : users) {
            SipUser namesake = byName.putIfAbsent(user.name(), user);
            SipUser authSake = byAuthUser.putIfAbsent(user.authUser(), user);
            if (namesake != null || authSake != null) {
                throw new IllegalArgumentException(
                        "user '%s' (auth-user '%s') is there already"
                                .formatted(user.name(), user.authUser()));
            }
        }
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** The user of that name; null when there is none. */
    public @Nullable SipUser find(String name) {
        return byName.get(name);
    }

    /** The user whose credentials carry that name; null when there is none. */
    public @Nullable SipUser findByAuthUser(String authUser) {
        return byAuthUser.get(authUser);
    }

    @Override
    public @Nullable DigestSecret secret(String username) {
        SipUser user = byAuthUser.get(username);
        return user == null ? null : user.secret();
    }
}
