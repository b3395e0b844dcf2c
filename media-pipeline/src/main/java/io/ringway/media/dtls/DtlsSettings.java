package io.ringway.media.dtls;

import io.ringway.media.srtp.SrtpProfile;
import java.util.List;

/**
 * Limits and preferences of key agreement.
 *
 * @param maxHandshakes handshakes under way at once, 1 to 65,536; more wait for room
 * @param handshakeTimeoutMs time from start to keys, 100 to 120,000
 * @param initialResendMs first retransmission of an unanswered flight, doubled each time; 10 to
 *     5,000
 * @param queueDatagrams datagrams waiting per association, 4 to 1,024
 * @param maxDatagramBytes largest datagram taken, 576 to 16,384
 * @param maxMessageBytes largest handshake message a fragment may declare, 2,048 to 131,072
 * @param mtuBytes largest datagram sent, 512 to 1,452
 * @param profiles SRTP profiles, preferred first; at least one
 */
public record DtlsSettings(
        int maxHandshakes,
        int handshakeTimeoutMs,
        int initialResendMs,
        int queueDatagrams,
        int maxDatagramBytes,
        int maxMessageBytes,
        int mtuBytes,
        List<SrtpProfile> profiles) {

    public DtlsSettings {
        inRange("max-handshakes", maxHandshakes, 1, 65_536);
        inRange("handshake-timeout-ms", handshakeTimeoutMs, 100, 120_000);
        inRange("initial-resend-ms", initialResendMs, 10, 5_000);
        inRange("queue-datagrams", queueDatagrams, 4, 1_024);
        inRange("max-datagram-bytes", maxDatagramBytes, 576, 16_384);
        inRange("max-message-bytes", maxMessageBytes, 2_048, 131_072);
        inRange("mtu-bytes", mtuBytes, 512, 1_452);
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("dtls profiles must name at least one SRTP profile");
        }
        for (SrtpProfile profile : profiles) {
            if (!profile.hasDtls()) {
                throw new IllegalArgumentException(
                        "dtls profiles must be of " + SrtpProfile.ofDtls() + ", got " + profile);
            }
        }
    }

    /** What suits browsers and phones on the open Internet. */
    public static DtlsSettings defaults() {
        return new DtlsSettings(
                256,
                20_000,
                100,
                32,
                2_048,
                32_768,
                1_200,
                List.of(
                        SrtpProfile.AEAD_AES_128_GCM,
                        SrtpProfile.AEAD_AES_256_GCM,
                        SrtpProfile.AES128_CM_HMAC_SHA1_80));
    }

    /** The same with other profiles. */
    public DtlsSettings withProfiles(List<SrtpProfile> other) {
        return new DtlsSettings(
                maxHandshakes,
                handshakeTimeoutMs,
                initialResendMs,
                queueDatagrams,
                maxDatagramBytes,
                maxMessageBytes,
                mtuBytes,
                other);
    }

    private static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "dtls " + name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
