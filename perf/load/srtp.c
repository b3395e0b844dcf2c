#include "srtp.h"

#include "bytes.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#define CM_TAG 10
#define GCM_TAG 16
#define GCM_SALT 12
#define RTCP_CLEAR 8
#define RTCP_ENCRYPTED 0x80000000u

static bool is_gcm(const struct srtp *s) {
    return s->profile == PROFILE_GCM_128;
}

/* RFC 3711 §3.3.1: the rollovers that go with a sequence number, seen from the highest so far. */
static uint32_t rollovers_of(const struct srtp *s, uint16_t seq) {
    if (!s->started) {
        return 0;
    }
    int ahead = (int16_t)(seq - s->highest_seq);
    if (ahead >= 0) {
        return s->rollovers + (seq < s->highest_seq);
    }
    return s->rollovers - (seq > s->highest_seq && s->rollovers > 0);
}

static void note(struct srtp *s, uint16_t seq, uint32_t rollovers) {
    if (!s->started || (int16_t)(seq - s->highest_seq) > 0) {
        s->started = true;
        s->highest_seq = seq;
        s->rollovers = rollovers;
    }
}

/* RFC 3711 §4.1.1: salt XOR ssrc XOR packet index, each at its place. */
static void cm_iv(uint8_t iv[16], const uint8_t *salt, uint32_t ssrc, uint64_t index) {
    memcpy(iv, salt, 14);
    iv[14] = iv[15] = 0;
    for (int i = 0; i < 4; i++) {
        iv[4 + i] ^= (uint8_t)(ssrc >> (24 - 8 * i));
    }
    for (int i = 0; i < 6; i++) {
        iv[8 + i] ^= (uint8_t)(index >> (40 - 8 * i));
    }
}

/* RFC 7714 §8.1 and §9.1; SRTCP's index fills the same six bytes. */
static void gcm_iv(uint8_t iv[12], const uint8_t *salt, uint32_t ssrc, uint64_t index) {
    memcpy(iv, salt, GCM_SALT);
    for (int i = 0; i < 4; i++) {
        iv[2 + i] ^= (uint8_t)(ssrc >> (24 - 8 * i));
    }
    for (int i = 0; i < 6; i++) {
        iv[6 + i] ^= (uint8_t)(index >> (40 - 8 * i));
    }
}

static void cm_apply(EVP_CIPHER_CTX *cipher, const uint8_t *iv, uint8_t *bytes, size_t length) {
    int done;
    EVP_EncryptInit_ex(cipher, NULL, NULL, NULL, iv);
    EVP_EncryptUpdate(cipher, bytes, &done, bytes, (int)length);
}

/* HMAC-SHA1 of the bytes and four more; out has 20 bytes. */
static void hmac(const struct srtp_hmac *key, const uint8_t *bytes, size_t length, uint32_t more, uint8_t *out) {
    uint8_t last[4];
    put32(last, more);
    SHA_CTX sha = key->inner;
    SHA1_Update(&sha, bytes, length);
    SHA1_Update(&sha, last, sizeof last);
    SHA1_Final(out, &sha);
    sha = key->outer;
    SHA1_Update(&sha, out, SHA_DIGEST_LENGTH);
    SHA1_Final(out, &sha);
}

static void gcm_seal(EVP_CIPHER_CTX *cipher, const uint8_t *iv, const uint8_t *more, uint8_t *packet, size_t clear,
                     size_t length) {
    int done;
    EVP_EncryptInit_ex(cipher, NULL, NULL, NULL, iv);
    EVP_EncryptUpdate(cipher, NULL, &done, packet, (int)clear);
    if (more) {
        EVP_EncryptUpdate(cipher, NULL, &done, more, 4);
    }
    EVP_EncryptUpdate(cipher, packet + clear, &done, packet + clear, (int)(length - clear));
    EVP_EncryptFinal_ex(cipher, packet + length, &done);
    EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, GCM_TAG, packet + length);
}

static bool gcm_open(EVP_CIPHER_CTX *cipher, const uint8_t *iv, const uint8_t *more, uint8_t *packet, size_t clear,
                     size_t length) {
    int done;
    EVP_DecryptInit_ex(cipher, NULL, NULL, NULL, iv);
    EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, GCM_TAG, packet + length);
    EVP_DecryptUpdate(cipher, NULL, &done, packet, (int)clear);
    if (more) {
        EVP_DecryptUpdate(cipher, NULL, &done, more, 4);
    }
    EVP_DecryptUpdate(cipher, packet + clear, &done, packet + clear, (int)(length - clear));
    return EVP_DecryptFinal_ex(cipher, packet + length, &done) > 0;
}

size_t srtp_seal(struct srtp *s, uint8_t *packet, size_t header, size_t length) {
    uint16_t seq = get16(packet + 2);
    uint32_t rollovers = rollovers_of(s, seq);
    uint64_t index = (uint64_t)rollovers << 16 | seq;
    uint8_t iv[16], tag[SHA_DIGEST_LENGTH];
    note(s, seq, rollovers);
    if (is_gcm(s)) {
        gcm_iv(iv, s->rtp_salt, get32(packet + 8), index);
        gcm_seal(s->rtp, iv, NULL, packet, header, length);
        return length + GCM_TAG;
    }
    cm_iv(iv, s->rtp_salt, get32(packet + 8), index);
    cm_apply(s->rtp, iv, packet + header, length - header);
    hmac(&s->rtp_hmac, packet, length, rollovers, tag);
    memcpy(packet + length, tag, CM_TAG);
    return length + CM_TAG;
}

size_t srtp_unseal(struct srtp *s, uint8_t *packet, size_t header, size_t length) {
    size_t tag_bytes = is_gcm(s) ? GCM_TAG : CM_TAG;
    if (length < header + tag_bytes) {
        return 0;
    }
    uint16_t seq = get16(packet + 2);
    uint32_t rollovers = rollovers_of(s, seq);
    uint64_t index = (uint64_t)rollovers << 16 | seq;
    uint8_t iv[16], tag[SHA_DIGEST_LENGTH];
    length -= tag_bytes;
    if (is_gcm(s)) {
        gcm_iv(iv, s->rtp_salt, get32(packet + 8), index);
        if (!gcm_open(s->rtp, iv, NULL, packet, header, length)) {
            return 0;
        }
    } else {
        hmac(&s->rtp_hmac, packet, length, rollovers, tag);
        if (CRYPTO_memcmp(tag, packet + length, CM_TAG)) {
            return 0;
        }
        cm_iv(iv, s->rtp_salt, get32(packet + 8), index);
        cm_apply(s->rtp, iv, packet + header, length - header);
    }
    note(s, seq, rollovers);
    return length;
}

size_t srtcp_seal(struct srtp *s, uint8_t *packet, size_t length) {
    uint32_t index = s->rtcp_index++ & ~RTCP_ENCRYPTED;
    uint8_t iv[16], tag[SHA_DIGEST_LENGTH], word[4];
    put32(word, RTCP_ENCRYPTED | index);
    if (is_gcm(s)) {
        gcm_iv(iv, s->rtcp_salt, get32(packet + 4), index);
        gcm_seal(s->rtcp, iv, word, packet, RTCP_CLEAR, length);
        memcpy(packet + length + GCM_TAG, word, 4);
        return length + GCM_TAG + 4;
    }
    cm_iv(iv, s->rtcp_salt, get32(packet + 4), index);
    cm_apply(s->rtcp, iv, packet + RTCP_CLEAR, length - RTCP_CLEAR);
    memcpy(packet + length, word, 4);
    hmac(&s->rtcp_hmac, packet, length, RTCP_ENCRYPTED | index, tag);
    memcpy(packet + length + 4, tag, CM_TAG);
    return length + 4 + CM_TAG;
}

size_t srtcp_unseal(struct srtp *s, uint8_t *packet, size_t length) {
    size_t tag_bytes = is_gcm(s) ? GCM_TAG : CM_TAG;
    if (length < RTCP_CLEAR + 4 + tag_bytes) {
        return 0;
    }
    length -= 4 + tag_bytes;
    uint8_t iv[16], tag[SHA_DIGEST_LENGTH];
    const uint8_t *word = packet + length + (is_gcm(s) ? GCM_TAG : 0);
    uint32_t index = get32(word) & ~RTCP_ENCRYPTED;
    bool encrypted = word[0] >> 7;
    if (is_gcm(s)) {
        gcm_iv(iv, s->rtcp_salt, get32(packet + 4), index);
        return encrypted && gcm_open(s->rtcp, iv, word, packet, RTCP_CLEAR, length) ? length : 0;
    }
    hmac(&s->rtcp_hmac, packet, length, get32(word), tag);
    if (CRYPTO_memcmp(tag, word + 4, CM_TAG)) {
        return 0;
    }
    if (encrypted) {
        cm_iv(iv, s->rtcp_salt, get32(packet + 4), index);
        cm_apply(s->rtcp, iv, packet + RTCP_CLEAR, length - RTCP_CLEAR);
    }
    return length;
}
