// AEAD_AES_128_GCM by RFC 7714 on OpenSSL: one context a session with its key schedule made once.
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "cipher.h"
#include "fail.h"

enum { KEY = 16, SALT = 12, TAG = 16 };

struct session {
    EVP_CIPHER_CTX *context;
    EVP_CIPHER_CTX *sealing;
    uint8_t salt[SALT];
};

const char *const CIPHER_PROGRAM = "open-gcm";

static EVP_CIPHER_CTX *keyed(const uint8_t *key, int encrypt) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    if (!context || EVP_CipherInit_ex(context, EVP_aes_128_gcm(), NULL, key, NULL, encrypt) != 1) fail("AES-GCM");
    return context;
}

struct session *session_create(uint32_t number) {
    struct session *s = allocate(1, sizeof *s);
    uint8_t key[KEY];
    for (int i = 0; i < KEY; i++) key[i] = (uint8_t)(number >> i % 4 * 8 ^ i * 17);
    for (int i = 0; i < SALT; i++) s->salt[i] = (uint8_t)(number * 3 + i * 29);
    s->context = keyed(key, 0);
    s->sealing = keyed(key, 1);
    return s;
}

void session_free(struct session *s) {
    EVP_CIPHER_CTX_free(s->context);
    EVP_CIPHER_CTX_free(s->sealing);
    free(s);
}

// RFC 7714 §8.1: two zero octets, SSRC, rollover counter, sequence number, all against the salt.
static void nonce(const struct session *s, const struct packet *p, uint8_t *iv) {
    memset(iv, 0, SALT);
    memcpy(iv + 2, p->bytes + 8, 4);
    iv[10] = p->bytes[2];
    iv[11] = p->bytes[3];
    for (int i = 0; i < SALT; i++) iv[i] ^= s->salt[i];
}

void session_seal(struct session *s, struct packet *p) {
    uint8_t iv[SALT];
    int length, payload = p->length - RTP_HEADER;
    nonce(s, p, iv);
    if (EVP_EncryptInit_ex(s->sealing, NULL, NULL, NULL, iv) != 1 ||
        EVP_EncryptUpdate(s->sealing, NULL, &length, p->bytes, RTP_HEADER) != 1 ||
        EVP_EncryptUpdate(s->sealing, p->bytes + RTP_HEADER, &length, p->bytes + RTP_HEADER, payload) != 1 ||
        EVP_EncryptFinal_ex(s->sealing, p->bytes + p->length, &length) != 1 ||
        EVP_CIPHER_CTX_ctrl(s->sealing, EVP_CTRL_AEAD_GET_TAG, TAG, p->bytes + p->length) != 1)
        fail("sealing");
    p->length += TAG;
}

bool session_open(struct session *s, struct packet *p) {
    uint8_t iv[SALT];
    int length, payload = p->length - RTP_HEADER - TAG;
    nonce(s, p, iv);
    if (EVP_DecryptInit_ex(s->context, NULL, NULL, NULL, iv) != 1 ||
        EVP_CIPHER_CTX_ctrl(s->context, EVP_CTRL_AEAD_SET_TAG, TAG, p->bytes + p->length - TAG) != 1 ||
        EVP_DecryptUpdate(s->context, NULL, &length, p->bytes, RTP_HEADER) != 1 ||
        EVP_DecryptUpdate(s->context, p->bytes + RTP_HEADER, &length, p->bytes + RTP_HEADER, payload) != 1 ||
        EVP_DecryptFinal_ex(s->context, p->bytes + p->length - TAG, &length) != 1)
        return false;
    p->length -= TAG;
    return true;
}
