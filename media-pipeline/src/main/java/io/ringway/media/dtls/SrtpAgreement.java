package io.ringway.media.dtls;

import io.ringway.media.CloseReason;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsCloseable;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/**
 * What one handshake agrees on besides TLS itself: the SRTP profile, whether the certificate is the
 * promised one, and the keys (RFC 5764 §4).
 *
 * <p>Thread: the association's.
 */
final class SrtpAgreement {

    private final List<SrtpProfile> profiles;
    private final PromisedCertificates promised;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable DtlsFailure failure;
    private @Nullable TlsCloseable tls;
    private boolean closeNotified;

    SrtpAgreement(List<SrtpProfile> profiles, PromisedCertificates promised) {
        this.profiles = profiles;
        this.promised = promised;
    }

    /** The client's offer; no MKI. */
    UseSRTPData offer() {
        int[] ids = profiles.stream().mapToInt(SrtpProfile::id).toArray();
        return new UseSRTPData(ids, TlsUtils.EMPTY_BYTES);
    }

    /** The server's choice by its own preference; an offered MKI is turned down (§4.1.3). */
    UseSRTPData answer(@Nullable UseSRTPData offered) throws TlsFatalAlert {
        if (offered == null) {
            throw refuse(AlertDescription.handshake_failure, "remote side offers no use_srtp");
        }
        int[] ids = offered.getProtectionProfiles();
        for (SrtpProfile candidate : profiles) {
            if (Arrays.stream(ids).anyMatch(id -> id == candidate.id())) {
                profile = candidate;
                return new UseSRTPData(new int[] {candidate.id()}, TlsUtils.EMPTY_BYTES);
            }
        }
        throw refuse(
                AlertDescription.handshake_failure,
                "no SRTP profile in common: remote side offers "
                        + Arrays.toString(ids)
                        + ", allowed here are "
                        + profiles);
    }

    /** Checks the server's choice: one of the offered, and no MKI (§4.1.1, §4.1.3). */
    void accept(@Nullable UseSRTPData answered) throws TlsFatalAlert {
        if (answered == null) {
            throw refuse(AlertDescription.handshake_failure, "remote side answers no use_srtp");
        }
        int[] ids = answered.getProtectionProfiles();
        for (SrtpProfile candidate : profiles) {
            if (ids.length == 1 && ids[0] == candidate.id()) {
                profile = candidate;
            }
        }
        if (profile == null || answered.getMki().length > 0) {
            throw refuse(
                    AlertDescription.illegal_parameter,
                    "remote side answers use_srtp with what was not offered: profiles "
                            + Arrays.toString(ids)
                            + ", MKI of "
                            + answered.getMki().length
                            + " bytes");
        }
    }

    /** Checks the remote certificate against the SDP (RFC 5763 §5, RFC 8122 §6.2). */
    void verify(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw refuse(AlertDescription.handshake_failure, "remote side shows no certificate");
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        if (!promised.include(certificate)) {
            failure =
                    new DtlsFailure(
                            CloseReason.FINGERPRINT_MISMATCH, promised.mismatch(certificate));
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    /** Exports the keys; for a context whose handshake just completed (§4.2). */
    void deriveKeys(TlsContext context) {
        SrtpProfile agreed = profile;
        if (agreed == null) {
            throw new IllegalStateException("handshake completed without an SRTP profile");
        }
        int keyBytes = agreed.keyBytes();
        int saltBytes = agreed.saltBytes();
        byte[] material =
                context.exportKeyingMaterial(
                        ExporterLabel.dtls_srtp, null, 2 * (keyBytes + saltBytes));
        int salts = 2 * keyBytes;
        byte[] clientKey = Arrays.copyOf(material, keyBytes);
        byte[] serverKey = Arrays.copyOfRange(material, keyBytes, salts);
        byte[] clientSalt = Arrays.copyOfRange(material, salts, salts + saltBytes);
        byte[] serverSalt = Arrays.copyOfRange(material, salts + saltBytes, material.length);
        keys =
                context.isServer()
                        ? new SrtpKeys(agreed, serverKey, serverSalt, clientKey, clientSalt)
                        : new SrtpKeys(agreed, clientKey, clientSalt, serverKey, serverSalt);
    }

    @Nullable SrtpKeys keys() {
        return keys;
    }

    /** How to end TLS politely: close_notify, and user_canceled before it during a handshake. */
    void closeBy(TlsCloseable closeable) {
        this.tls = closeable;
    }

    void closeTls() throws IOException {
        if (tls != null) {
            tls.close();
        }
    }

    void onAlertReceived(short description) {
        closeNotified |= description == AlertDescription.close_notify;
    }

    boolean closeNotified() {
        return closeNotified;
    }

    /** The reason known here, else what can be read from what the TLS stack threw. */
    DtlsFailure failure(Throwable thrown) {
        if (failure != null) {
            return failure;
        }
        return closeNotified
                ? DtlsFailure.of("remote side gave up the handshake")
                : DtlsFailure.of(thrown);
    }

    private TlsFatalAlert refuse(short alert, String detail) {
        failure = DtlsFailure.of(detail);
        return new TlsFatalAlert(alert, detail);
    }
}
