package io.ringway.media.dtls;

import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Engines for tests, each with an identity of its own. */
final class Engines {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Engines() {}

    static DtlsEngine of(DtlsSettings settings, Counters counters) {
        DtlsIdentity identity = DtlsIdentity.create(RANDOM, Instant.now());
        return new DtlsEngine(settings, identity, CryptoProvider.AUTO, RANDOM, counters);
    }

    /** Computed by somebody in particular. */
    static DtlsEngine by(CryptoProvider provider) {
        DtlsIdentity identity = DtlsIdentity.create(RANDOM, Instant.now());
        return new DtlsEngine(DtlsSettings.defaults(), identity, provider, RANDOM, new Counters());
    }

    static DtlsEngine of(SrtpProfile... profiles) {
        return of(DtlsSettings.defaults().withProfiles(List.of(profiles)), new Counters());
    }

    static DtlsEngine usual() {
        return of(DtlsSettings.defaults(), new Counters());
    }

    /** Times out after {@code timeoutMs}, repeats its flights first after 10 ms. */
    static DtlsSettings impatient(int maxHandshakes, int timeoutMs, int queueDatagrams) {
        return new DtlsSettings(
                maxHandshakes,
                timeoutMs,
                10,
                queueDatagrams,
                2_048,
                32_768,
                1_200,
                SrtpProfile.ofDtls());
    }
}
