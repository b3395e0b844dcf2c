package io.ringway.server.dial;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, as From shows it.
 *
 * @param user number or name
 * @param uri null for one made of the user and our own address
 */
record CallerName(String user, @Nullable String uri) {

    private static final String UNNAMED = "ringway";

    /** What is asked for, else the account at the place that is called, else our own name. */
    static CallerName of(DialSettings settings) {
        String from = settings.from();
        DialAccount account = settings.account();
        if (from.contains("@") || from.contains(":")) {
            SipAddress address = SipAddress.parse(from);
            return new CallerName(address.user(), address.uri());
        }
        if (!from.isEmpty()) {
            return new CallerName(from, null);
        }
        if (account != null) {
            String at = account.user() + "@" + settings.target().host();
            boolean plain = account.user().matches("[A-Za-z0-9._+-]+");
            return new CallerName(account.user(), plain ? "sip:" + at : null);
        }
        return new CallerName(UNNAMED, null);
    }
}
