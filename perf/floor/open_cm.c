// AES_CM_128_HMAC_SHA1_80 by RFC 3711 on OpenSSL: one cipher context a session with its key schedule made once, and
// the digests of both pads of its HMAC kept, so that a packet pays for its own bytes only.
#define OPENSSL_SUPPRESS_DEPRECATED  // SHA_CTX can be copied by a memcpy; EVP's digests cost more than they digest
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "cipher.h"
#include "fail.h"

enum { KEY = 16, SALT = 14, BLOCK = 16, TAG = 10, AUTH_KEY = 20 };

struct session {
    EVP_CIPHER_CTX *context;
    SHA_CTX inner, outer;
    uint8_t salt[BLOCK];
};

const char *const CIPHER_PROGRAM = "open-cm";

// RFC 2104: the digest's state after one block of the key against a pad.
static SHA_CTX pad_state(const uint8_t *key, uint8_t pad) {
    uint8_t block[SHA_CBLOCK];
    memset(block, pad, sizeof block);
    for (int i = 0; i < AUTH_KEY; i++) block[i] ^= key[i];
    SHA_CTX state;
    SHA1_Init(&state);
    SHA1_Update(&state, block, sizeof block);
    return state;
}

struct session *session_create(uint32_t number) {
    struct session *s = allocate(1, sizeof *s);
    uint8_t key[KEY], auth[AUTH_KEY];
    for (int i = 0; i < KEY; i++) key[i] = (uint8_t)(number >> i % 4 * 8 ^ i * 17);
    for (int i = 0; i < AUTH_KEY; i++) auth[i] = (uint8_t)(number * 5 + i * 13);
    for (int i = 0; i < SALT; i++) s->salt[i] = (uint8_t)(number * 3 + i * 29);
    s->inner = pad_state(auth, 0x36);
    s->outer = pad_state(auth, 0x5C);
    s->context = EVP_CIPHER_CTX_new();
    if (!s->context || EVP_EncryptInit_ex(s->context, EVP_aes_128_ctr(), NULL, key, NULL) != 1) fail("AES-CTR");
    return s;
}

void session_free(struct session *s) {
    EVP_CIPHER_CTX_free(s->context);
    free(s);
}

// RFC 3711 §4.2: header and ciphertext, then the rollover counter, which is 0 here.
static void authenticate(const struct session *s, const struct packet *p, int length, uint8_t *tag) {
    static const uint8_t ROLLOVERS[4];
    SHA_CTX state = s->inner;
    SHA1_Update(&state, p->bytes, length);
    SHA1_Update(&state, ROLLOVERS, sizeof ROLLOVERS);
    SHA1_Final(tag, &state);
    state = s->outer;
    SHA1_Update(&state, tag, SHA_DIGEST_LENGTH);
    SHA1_Final(tag, &state);
}

// RFC 3711 §4.1.1: the salt against the SSRC at octet 4 and the index up to octet 13, then a counter of blocks.
static void crypt(struct session *s, struct packet *p, int payload) {
    uint8_t iv[BLOCK];
    int length;
    memcpy(iv, s->salt, BLOCK);
    for (int i = 0; i < 4; i++) iv[4 + i] ^= p->bytes[8 + i];
    iv[12] ^= p->bytes[2];
    iv[13] ^= p->bytes[3];
    if (EVP_EncryptInit_ex(s->context, NULL, NULL, NULL, iv) != 1 ||
        EVP_EncryptUpdate(s->context, p->bytes + RTP_HEADER, &length, p->bytes + RTP_HEADER, payload) != 1)
        fail("AES-CTR");
}

void session_seal(struct session *s, struct packet *p) {
    uint8_t tag[SHA_DIGEST_LENGTH];
    crypt(s, p, p->length - RTP_HEADER);
    authenticate(s, p, p->length, tag);
    memcpy(p->bytes + p->length, tag, TAG);
    p->length += TAG;
}

bool session_open(struct session *s, struct packet *p) {
    uint8_t tag[SHA_DIGEST_LENGTH];
    int length = p->length - TAG;
    authenticate(s, p, length, tag);
    if (CRYPTO_memcmp(tag, p->bytes + length, TAG)) return false;
    p->length = length;
    crypt(s, p, length - RTP_HEADER);
    return true;
}
