/*
 * SRTP and SRTCP of one direction and one source (RFC 3711, RFC 7714), without replay protection: a generator
 * wants to see duplicates.
 */
#ifndef RW_SRTP_H
#define RW_SRTP_H

#define OPENSSL_SUPPRESS_DEPRECATED /* SHA_CTX: its state after the key can be kept, which EVP_MAC is slow at */

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum srtp_profile { PROFILE_NONE, PROFILE_CM_SHA1_80, PROFILE_GCM_128 };

#define SRTP_KEY_BYTES 16
#define SRTP_MAX_SALT_BYTES 14
/* What sealing adds at most: a GCM tag and SRTCP's index. */
#define SRTP_MAX_OVERHEAD 20

struct srtp_hmac {
    SHA_CTX inner, outer;
};

struct srtp {
    enum srtp_profile profile;
    EVP_CIPHER_CTX *rtp, *rtcp;
    uint8_t rtp_salt[SRTP_MAX_SALT_BYTES], rtcp_salt[SRTP_MAX_SALT_BYTES];
    struct srtp_hmac rtp_hmac, rtcp_hmac;
    bool started;
    uint16_t highest_seq;
    uint32_t rollovers;
    uint32_t rtcp_index;
};

const char *srtp_profile_name(enum srtp_profile profile);
size_t srtp_salt_bytes(enum srtp_profile profile);

/* Label of RFC 3711 §4.3.2; salt is padded to 14 bytes. */
void srtp_derive(const uint8_t *key, const uint8_t *salt, uint8_t label, uint8_t *to, size_t length);

/* For sealing or for opening, never both. To be given back with srtp_close. */
void srtp_open_keys(struct srtp *s, enum srtp_profile profile, const uint8_t *key, const uint8_t *salt, bool sealing);

/* The same with session keys instead of a master key, for test vectors; GCM only. */
void srtp_open_session_keys(struct srtp *s, const uint8_t *key, const uint8_t *salt, bool sealing);

void srtp_close(struct srtp *s);

/* In place; header bytes stay readable. The new length. */
size_t srtp_seal(struct srtp *s, uint8_t *packet, size_t header, size_t length);
size_t srtcp_seal(struct srtp *s, uint8_t *packet, size_t length);

/* In place; the new length, or 0 when the packet is not authentic. */
size_t srtp_unseal(struct srtp *s, uint8_t *packet, size_t header, size_t length);
size_t srtcp_unseal(struct srtp *s, uint8_t *packet, size_t length);

#endif
