/* DTLS 1.2 for SRTP keys (RFC 5764) by OpenSSL, fed with datagrams and giving out datagrams. */
#ifndef RW_DTLS_H
#define RW_DTLS_H

#include "srtp.h"

#include <openssl/ssl.h>

enum dtls_state { DTLS_HANDSHAKE, DTLS_DONE, DTLS_CLOSED, DTLS_FAILED };

/* One certificate for all calls. */
struct dtls_identity {
    SSL_CTX *context;
    BIO_METHOD *method;
    char fingerprint[3 * 32]; /* SHA-256, as SDP writes it */
};

typedef void (*dtls_output)(void *owner, const uint8_t *bytes, size_t length);

struct dtls {
    SSL *ssl; /* NULL: not begun */
    enum dtls_state state;
    bool active;
    const uint8_t *incoming;
    size_t incoming_bytes;
    dtls_output output;
    void *owner;
};

struct dtls_keys {
    enum srtp_profile profile;
    uint8_t ours[SRTP_KEY_BYTES], theirs[SRTP_KEY_BYTES];
    uint8_t our_salt[SRTP_MAX_SALT_BYTES], their_salt[SRTP_MAX_SALT_BYTES];
};

/* Ends the process when OpenSSL cannot. */
void dtls_identity_create(struct dtls_identity *identity, enum srtp_profile profile);

/* active: we open the handshake, which the first dtls_run does. */
void dtls_open(struct dtls *d, const struct dtls_identity *identity, bool active, dtls_output output, void *owner);
void dtls_free(struct dtls *d);

/* Goes on with a datagram, or without one (length 0) to begin or to send again what was lost. The state then. */
enum dtls_state dtls_run(struct dtls *d, const uint8_t *bytes, size_t length);

/* Says goodbye. */
void dtls_close(struct dtls *d);

/* False when the far end's certificate is not that of the fingerprint, or no SRTP profile was agreed on. */
bool dtls_export(const struct dtls *d, const char *fingerprint, struct dtls_keys *keys);

#endif
