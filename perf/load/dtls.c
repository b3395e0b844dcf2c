#include "dtls.h"

#include "fail.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MTU_BYTES 1200

static int write_datagram(BIO *bio, const char *bytes, int length) {
    struct dtls *d = BIO_get_data(bio);
    d->output(d->owner, (const uint8_t *)bytes, (size_t)length);
    return length;
}

static int read_datagram(BIO *bio, char *to, int capacity) {
    struct dtls *d = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (d->incoming_bytes == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    int length = d->incoming_bytes < (size_t)capacity ? (int)d->incoming_bytes : capacity;
    memcpy(to, d->incoming, (size_t)length);
    d->incoming_bytes = 0;
    return length;
}

static long control(BIO *bio, int command, long number, void *pointer) {
    (void)bio;
    (void)number;
    (void)pointer;
    return command == BIO_CTRL_FLUSH;
}

static int create(BIO *bio) {
    BIO_set_init(bio, 1);
    return 1;
}

/* Certificates of calls are self-signed: the fingerprint in the SDP vouches for them. */
static int accept_certificate(int preverified, X509_STORE_CTX *store) {
    (void)preverified;
    (void)store;
    return 1;
}

static void format_fingerprint(X509 *certificate, char *to) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    X509_digest(certificate, EVP_sha256(), digest, &length);
    for (unsigned int i = 0; i < length; i++) {
        sprintf(to + 3 * i, i + 1 < length ? "%02X:" : "%02X", digest[i]);
    }
}

static X509 *self_signed(EVP_PKEY *key) {
    X509 *certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 30 * 24 * 3600);
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"ringway-load", -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, EVP_sha256());
    return certificate;
}

void dtls_identity_create(struct dtls_identity *identity, enum srtp_profile profile) {
    const char *name = profile == PROFILE_GCM_128 ? "SRTP_AEAD_AES_128_GCM" : "SRTP_AES128_CM_SHA1_80";
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = key ? self_signed(key) : NULL;
    SSL_CTX *context = SSL_CTX_new(DTLS_method());
    if (!certificate || !context || SSL_CTX_use_certificate(context, certificate) <= 0 ||
        SSL_CTX_use_PrivateKey(context, key) <= 0 || SSL_CTX_set_tlsext_use_srtp(context, name) != 0) {
        fail("OpenSSL cannot make a certificate for DTLS: %s", ERR_error_string(ERR_get_error(), NULL));
    }
    SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, accept_certificate);
    /* Nobody resumes: neither tickets nor a cache that grows with every call. */
    SSL_CTX_set_options(context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    format_fingerprint(certificate, identity->fingerprint);
    identity->context = context;
    identity->method = BIO_meth_new(BIO_TYPE_SOURCE_SINK | BIO_get_new_index(), "datagrams of a call");
    BIO_meth_set_write(identity->method, write_datagram);
    BIO_meth_set_read(identity->method, read_datagram);
    BIO_meth_set_ctrl(identity->method, control);
    BIO_meth_set_create(identity->method, create);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

void dtls_open(struct dtls *d, const struct dtls_identity *identity, bool active, dtls_output output, void *owner) {
    *d = (struct dtls){.ssl = SSL_new(identity->context), .active = active, .output = output, .owner = owner};
    BIO *bio = BIO_new(identity->method);
    if (!d->ssl || !bio) {
        fail("no memory for DTLS");
    }
    BIO_set_data(bio, d);
    SSL_set_bio(d->ssl, bio, bio);
    SSL_set_mtu(d->ssl, MTU_BYTES);
    if (active) {
        SSL_set_connect_state(d->ssl);
    } else {
        SSL_set_accept_state(d->ssl);
    }
}

void dtls_free(struct dtls *d) {
    SSL_free(d->ssl);
    *d = (struct dtls){0};
}

enum dtls_state dtls_run(struct dtls *d, const uint8_t *bytes, size_t length) {
    uint8_t application[2048];
    d->incoming = bytes;
    d->incoming_bytes = length;
    ERR_clear_error();
    if (length == 0 && d->state == DTLS_HANDSHAKE && SSL_get_state(d->ssl) != TLS_ST_BEFORE) {
        DTLSv1_handle_timeout(d->ssl);
    }
    int result;
    if (d->state == DTLS_HANDSHAKE) {
        result = SSL_do_handshake(d->ssl);
        if (result > 0) {
            d->state = DTLS_DONE;
        }
    } else {
        result = SSL_read(d->ssl, application, sizeof application);
    }
    int error = result > 0 ? SSL_ERROR_NONE : SSL_get_error(d->ssl, result);
    if (error == SSL_ERROR_ZERO_RETURN) {
        d->state = DTLS_CLOSED;
    } else if (error != SSL_ERROR_NONE && error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
        d->state = DTLS_FAILED;
    }
    return d->state;
}

void dtls_close(struct dtls *d) {
    if (d->ssl && d->state == DTLS_DONE) {
        SSL_shutdown(d->ssl);
    }
}

bool dtls_export(const struct dtls *d, const char *fingerprint, struct dtls_keys *keys) {
    static const char label[] = "EXTRACTOR-dtls_srtp";
    char actual[3 * EVP_MAX_MD_SIZE];
    uint8_t material[2 * (SRTP_KEY_BYTES + SRTP_MAX_SALT_BYTES)];
    const SRTP_PROTECTION_PROFILE *agreed = SSL_get_selected_srtp_profile(d->ssl);
    X509 *certificate = SSL_get0_peer_certificate(d->ssl);
    if (!agreed || !certificate) {
        return false;
    }
    format_fingerprint(certificate, actual);
    keys->profile = agreed->id == SRTP_AEAD_AES_128_GCM ? PROFILE_GCM_128 : PROFILE_CM_SHA1_80;
    size_t salt = srtp_salt_bytes(keys->profile), length = 2 * (SRTP_KEY_BYTES + salt);
    if (strcasecmp(actual, fingerprint) ||
        SSL_export_keying_material(d->ssl, material, length, label, sizeof label - 1, NULL, 0, 0) <= 0) {
        return false;
    }
    /* RFC 5764 §4.2: key of the client, of the server, salt of the client, of the server. */
    const uint8_t *salts = material + 2 * SRTP_KEY_BYTES;
    memcpy(keys->ours, material + (d->active ? 0 : SRTP_KEY_BYTES), SRTP_KEY_BYTES);
    memcpy(keys->theirs, material + (d->active ? SRTP_KEY_BYTES : 0), SRTP_KEY_BYTES);
    memcpy(keys->our_salt, salts + (d->active ? 0 : salt), salt);
    memcpy(keys->their_salt, salts + (d->active ? salt : 0), salt);
    return true;
}
