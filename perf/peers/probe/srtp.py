"""SRTP with AES_CM_128_HMAC_SHA1_80 (RFC 3711), one direction of one SSRC, below its first sequence number wrap."""
import base64
import ctypes
import ctypes.util
import hmac

_TAG = 10
_libcrypto = ctypes.CDLL("libcrypto.so.3")
for _name in ("EVP_CIPHER_CTX_new", "EVP_aes_128_ctr"):
    getattr(_libcrypto, _name).restype = ctypes.c_void_p


class Srtp:
    """Keys of one direction, derived (RFC 3711 §4.3) from SUITE inline:BASE64."""

    def __init__(self, key):
        master = base64.b64decode(key.split("inline:")[1].split("|")[0])
        key, salt = master[:16], int.from_bytes(master[16:], "big")

        def derive(label, length):
            counter = (salt ^ label << 48) << 16
            return _counter_mode(key, counter.to_bytes(16, "big"), bytes(length))

        self.key, self.auth, self.salt = derive(0, 16), derive(1, 20), int.from_bytes(derive(2, 14), "big")

    def protect(self, packet):
        sealed = packet[:12] + self._crypt(packet)
        return sealed + self._tag(sealed)

    def unprotect(self, packet):
        """The RTP packet; ValueError when it is not authentic."""
        sealed, tag = packet[:-_TAG], packet[-_TAG:]
        if not hmac.compare_digest(self._tag(sealed), tag):
            raise ValueError("not authentic")
        return sealed[:12] + self._crypt(sealed)

    def _tag(self, sealed):
        return hmac.digest(self.auth, sealed + bytes(4), "sha1")[:_TAG]

    def _crypt(self, packet):
        sequence, ssrc = int.from_bytes(packet[2:4], "big"), int.from_bytes(packet[8:12], "big")
        counter = self.salt << 16 ^ ssrc << 64 ^ sequence << 16
        return _counter_mode(self.key, counter.to_bytes(16, "big"), packet[12:])


def _counter_mode(key, counter, data):
    context = ctypes.c_void_p(_libcrypto.EVP_CIPHER_CTX_new())
    out, length = ctypes.create_string_buffer(len(data) + 16), ctypes.c_int()
    cipher = ctypes.c_void_p(_libcrypto.EVP_aes_128_ctr())
    _libcrypto.EVP_EncryptInit_ex(context, cipher, None, key, counter)
    _libcrypto.EVP_EncryptUpdate(context, out, ctypes.byref(length), data, len(data))
    _libcrypto.EVP_CIPHER_CTX_free(context)
    return out.raw[: length.value]
