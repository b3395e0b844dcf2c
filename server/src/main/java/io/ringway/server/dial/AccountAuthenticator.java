package io.ringway.server.dial;

import io.ringway.signaling.sip.auth.Credentials;
import io.ringway.signaling.sip.auth.DigestAnswer;
import io.ringway.signaling.sip.auth.DigestClient;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.dialog.Authenticator;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.ListIterator;
import java.util.Set;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Answers challenges with the account of the command line. Its realm is the one of whoever asks
 * first; who asks with another one later learns nothing.
 *
 * <p>Thread: one at a time, the leg's; {@link #complaint} any.
 */
final class AccountAuthenticator implements Authenticator {

    private static final int NONCE_BITS = 128;

    private final DialAccount account;
    private final SecureRandom random = new SecureRandom();
    private @Nullable DigestClient digest;
    private volatile String complaint = "";

    AccountAuthenticator(DialAccount account) {
        this.account = account;
    }

    /** Why a challenge was not answered; empty when none was left so. */
    String complaint() {
        return complaint;
    }

    @Override
    public void authorize(Request request) {
        if (digest != null) {
            digest.authorize(request);
        }
    }

    @Override
    public @Nullable Request answer(Response challenge, Request challenged) {
        if (digest == null) {
            Set<String> realms = realms(challenge);
            if (realms.isEmpty()) {
                return null;
            }
            DigestSecret secret = new DigestSecret.Password(account.password());
            digest =
                    new DigestClient(
                            new Credentials(account.user(), secret, realms), this::clientNonce);
        }
        return switch (digest.answer(challenge, challenged)) {
            case DigestAnswer.Retry(Request request) -> request;
            case DigestAnswer.GiveUp(DigestAnswer.Reason _, String detail) -> {
                complaint = detail;
                yield null;
            }
        };
    }

    /** The realms that ask for a digest. */
    private static Set<String> realms(Response challenge) {
        Set<String> realms = new HashSet<>();
        for (String name : Set.of(WWWAuthenticateHeader.NAME, ProxyAuthenticateHeader.NAME)) {
            ListIterator<?> headers = challenge.getHeaders(name);
            while (headers.hasNext()) {
                if (headers.next() instanceof WWWAuthenticateHeader header
                        && header.getRealm() != null) {
                    realms.add(header.getRealm());
                }
            }
        }
        return realms;
    }

    private String clientNonce() {
        return new BigInteger(NONCE_BITS, random).toString(Character.MAX_RADIX);
    }
}
