package io.ringway.media.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs changed checks again, independently of the code under test. */
final class Resigned {

    private Resigned() {}

    /** Recomputes MESSAGE-INTEGRITY and FINGERPRINT, the last 32 bytes of a check. */
    static byte[] of(byte[] check, IceCredentials signer) {
        byte[] bytes = check.clone();
        int integrityAt = bytes.length - 32;
        ByteBuffer view = ByteBuffer.wrap(bytes);
        view.putShort(2, (short) (bytes.length - 8 - 20));
        byte[] hmac = hmac(Arrays.copyOf(bytes, integrityAt), signer.pwd());
        view.put(integrityAt + 4, hmac);
        view.putShort(2, (short) (bytes.length - 20));
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 8);
        view.putInt(bytes.length - 4, (int) crc.getValue() ^ 0x5354554E);
        return bytes;
    }

    private static byte[] hmac(byte[] covered, String pwd) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(pwd.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return mac.doFinal(covered);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
