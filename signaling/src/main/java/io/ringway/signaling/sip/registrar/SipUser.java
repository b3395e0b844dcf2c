package io.ringway.signaling.sip.registrar;

import io.ringway.signaling.sip.auth.DigestSecret;

/**
 * Somebody who may register here and call.
 *
 * @param name user part of its address: {@code sip:NAME@domain}
 * @param authUser user name in its credentials
 * @param displayName shown to whom it calls; empty to take what the phone says
 */
public record SipUser(String name, String authUser, DigestSecret secret, String displayName) {

    public SipUser {
        checkName(name);
        checkName(authUser);
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9._+@~!*-]{1,128}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no user name; letters, digits and ._+@~!*- make one");
        }
    }
}
