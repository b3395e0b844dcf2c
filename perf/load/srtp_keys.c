/* From master keys to session keys (RFC 3711 §4.3, RFC 7714 §11). */
#include "srtp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum label { LABEL_RTP_KEY, LABEL_RTP_AUTH, LABEL_RTP_SALT, LABEL_RTCP_KEY, LABEL_RTCP_AUTH, LABEL_RTCP_SALT };

const char *srtp_profile_name(enum srtp_profile profile) {
    static const char *const names[] = {"none", "AES128_CM_SHA1_80", "AEAD_AES_128_GCM"};
    return names[profile];
}

size_t srtp_salt_bytes(enum srtp_profile profile) {
    return profile == PROFILE_GCM_128 ? 12 : 14;
}

void srtp_derive(const uint8_t *key, const uint8_t *salt, uint8_t label, uint8_t *to, size_t length) {
    uint8_t iv[16] = {0};
    int done;
    memcpy(iv, salt, SRTP_MAX_SALT_BYTES);
    iv[7] ^= label;
    memset(to, 0, length);
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(cipher, EVP_aes_128_ctr(), NULL, key, iv);
    EVP_EncryptUpdate(cipher, to, &done, to, (int)length);
    EVP_CIPHER_CTX_free(cipher);
}

/* SHA-1 after one block of the padded key is where every packet's HMAC begins. */
static void prepare_hmac(struct srtp_hmac *h, const uint8_t key[SHA_DIGEST_LENGTH]) {
    uint8_t block[SHA_CBLOCK];
    memset(block, 0x36, sizeof block);
    for (int i = 0; i < SHA_DIGEST_LENGTH; i++) {
        block[i] ^= key[i];
    }
    SHA1_Init(&h->inner);
    SHA1_Update(&h->inner, block, sizeof block);
    for (size_t i = 0; i < sizeof block; i++) {
        block[i] ^= 0x36 ^ 0x5C;
    }
    SHA1_Init(&h->outer);
    SHA1_Update(&h->outer, block, sizeof block);
}

static EVP_CIPHER_CTX *open_cipher(enum srtp_profile profile, const uint8_t *key, bool sealing) {
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    bool gcm = profile == PROFILE_GCM_128;
    /* Counter mode encrypts both ways. */
    if (!cipher ||
        EVP_CipherInit_ex(cipher, gcm ? EVP_aes_128_gcm() : EVP_aes_128_ctr(), NULL, key, NULL, !gcm || sealing) <= 0) {
        fputs("ringway-load: OpenSSL refuses AES-128\n", stderr);
        exit(2);
    }
    return cipher;
}

void srtp_open_keys(struct srtp *s, enum srtp_profile profile, const uint8_t *key, const uint8_t *salt, bool sealing) {
    uint8_t padded[SRTP_MAX_SALT_BYTES] = {0}, derived[SHA_DIGEST_LENGTH];
    size_t salt_bytes = srtp_salt_bytes(profile);
    memset(s, 0, sizeof *s);
    memcpy(padded, salt, salt_bytes);
    s->profile = profile;
    srtp_derive(key, padded, LABEL_RTP_KEY, derived, SRTP_KEY_BYTES);
    s->rtp = open_cipher(profile, derived, sealing);
    srtp_derive(key, padded, LABEL_RTCP_KEY, derived, SRTP_KEY_BYTES);
    s->rtcp = open_cipher(profile, derived, sealing);
    srtp_derive(key, padded, LABEL_RTP_SALT, s->rtp_salt, salt_bytes);
    srtp_derive(key, padded, LABEL_RTCP_SALT, s->rtcp_salt, salt_bytes);
    srtp_derive(key, padded, LABEL_RTP_AUTH, derived, SHA_DIGEST_LENGTH);
    prepare_hmac(&s->rtp_hmac, derived);
    srtp_derive(key, padded, LABEL_RTCP_AUTH, derived, SHA_DIGEST_LENGTH);
    prepare_hmac(&s->rtcp_hmac, derived);
}

void srtp_open_session_keys(struct srtp *s, const uint8_t *key, const uint8_t *salt, bool sealing) {
    memset(s, 0, sizeof *s);
    s->profile = PROFILE_GCM_128;
    s->rtp = open_cipher(s->profile, key, sealing);
    s->rtcp = open_cipher(s->profile, key, sealing);
    memcpy(s->rtp_salt, salt, srtp_salt_bytes(s->profile));
    memcpy(s->rtcp_salt, salt, srtp_salt_bytes(s->profile));
}

void srtp_close(struct srtp *s) {
    EVP_CIPHER_CTX_free(s->rtp);
    EVP_CIPHER_CTX_free(s->rtcp);
    memset(s, 0, sizeof *s);
}
