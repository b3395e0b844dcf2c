#include "stun.h"

#include "bytes.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define HEADER_BYTES 20
#define COOKIE 0x2112A442u
#define FINGERPRINT_XOR 0x5354554Eu
#define INTEGRITY_BYTES 20

enum attribute {
    USERNAME = 0x0006,
    INTEGRITY = 0x0008,
    ERROR_CODE = 0x0009,
    XOR_MAPPED_ADDRESS = 0x0020,
    PRIORITY = 0x0024,
    USE_CANDIDATE = 0x0025,
    FINGERPRINT = 0x8028,
    ICE_CONTROLLING = 0x802A
};

static uint32_t crc32(const uint8_t *bytes, size_t length) {
    uint32_t crc = ~0u;
    while (length--) {
        crc ^= *bytes++;
        for (int i = 0; i < 8; i++) {
            crc = crc >> 1 ^ (0xEDB88320u & -(crc & 1));
        }
    }
    return ~crc;
}

/* Of the message up to length, whose header already counts the integrity itself (RFC 8489 §14.5). */
static void integrity(const uint8_t *message, size_t length, const char *password, uint8_t *out) {
    unsigned int done;
    HMAC(EVP_sha1(), password, (int)strlen(password), message, length, out, &done);
}

static size_t begin(uint8_t *to, uint16_t type, const uint8_t *id) {
    put16(to, type);
    put16(to + 2, 0);
    put32(to + 4, COOKIE);
    memcpy(to + 8, id, STUN_ID_BYTES);
    return HEADER_BYTES;
}

static size_t add(uint8_t *to, size_t at, uint16_t type, const void *value, size_t length) {
    size_t padded = (length + 3) & ~(size_t)3;
    put16(to + at, type);
    put16(to + at + 2, (uint16_t)length);
    memset(to + at + 4, 0, padded);
    if (length) {
        memcpy(to + at + 4, value, length);
    }
    put16(to + 2, (uint16_t)(at + 4 + padded - HEADER_BYTES));
    return at + 4 + padded;
}

static size_t finish(uint8_t *to, size_t at, const char *password) {
    uint8_t value[INTEGRITY_BYTES] = {0};
    size_t end = add(to, at, INTEGRITY, value, sizeof value);
    integrity(to, at, password, to + at + 4);
    at = end;
    end = add(to, at, FINGERPRINT, value, 4);
    put32(to + at + 4, crc32(to, at) ^ FINGERPRINT_XOR);
    return end;
}

size_t stun_write_check(uint8_t *to, const struct stun_request *r) {
    uint8_t number[8];
    size_t at = begin(to, STUN_REQUEST, r->id);
    at = add(to, at, USERNAME, r->username, strlen(r->username));
    put32(number, r->priority);
    at = add(to, at, PRIORITY, number, 4);
    put32(number, (uint32_t)(r->tie_breaker >> 32));
    put32(number + 4, (uint32_t)r->tie_breaker);
    at = add(to, at, ICE_CONTROLLING, number, 8);
    at = add(to, at, USE_CANDIDATE, NULL, 0);
    return finish(to, at, r->password);
}

size_t stun_write_answer(uint8_t *to, const uint8_t *id, struct endpoint from, const char *password) {
    uint8_t address[8] = {0, 1};
    size_t at = begin(to, STUN_RESPONSE, id);
    put16(address + 2, (uint16_t)(from.number ^ COOKIE >> 16));
    put32(address + 4, from.address ^ COOKIE);
    at = add(to, at, XOR_MAPPED_ADDRESS, address, sizeof address);
    return finish(to, at, password);
}

/* The message's header may count attributes behind the integrity: for the HMAC it must not. */
static bool is_intact(const uint8_t *from, size_t at, const char *password) {
    uint8_t copy[2048], wanted[INTEGRITY_BYTES];
    if (at > sizeof copy) {
        return false;
    }
    memcpy(copy, from, at);
    put16(copy + 2, (uint16_t)(at + 4 + INTEGRITY_BYTES - HEADER_BYTES));
    integrity(copy, at, password, wanted);
    return CRYPTO_memcmp(wanted, from + at + 4, INTEGRITY_BYTES) == 0;
}

static void read_value(struct stun_message *m, uint16_t type, const uint8_t *value, size_t length) {
    if (type == USERNAME && length < sizeof m->username) {
        memcpy(m->username, value, length);
        m->username[length] = 0;
    } else if (type == ERROR_CODE && length >= 4) {
        m->error = (uint16_t)((value[2] & 7) * 100 + value[3]);
    } else if (type == XOR_MAPPED_ADDRESS && length == 8 && value[1] == 1) {
        m->mapped = (struct endpoint){get32(value + 4) ^ COOKIE, (uint16_t)(get16(value + 2) ^ COOKIE >> 16)};
    }
}

bool stun_read(const uint8_t *from, size_t length, const char *password, struct stun_message *m) {
    bool intact = false;
    memset(m, 0, sizeof *m);
    if (length < HEADER_BYTES || get32(from + 4) != COOKIE || get16(from + 2) + (size_t)HEADER_BYTES != length) {
        return false;
    }
    m->type = get16(from);
    m->id = from + 8;
    for (size_t at = HEADER_BYTES; at + 4 <= length;) {
        uint16_t type = get16(from + at);
        size_t size = get16(from + at + 2);
        if (at + 4 + size > length) {
            return false;
        }
        if (type == INTEGRITY && size == INTEGRITY_BYTES) {
            intact = is_intact(from, at, password);
        } else if (type == FINGERPRINT) {
            return size == 4 && get32(from + at + 4) == (crc32(from, at) ^ FINGERPRINT_XOR) && intact;
        } else if (!intact) {
            read_value(m, type, from + at + 4, size);
        }
        at += 4 + ((size + 3) & ~(size_t)3);
    }
    return false;
}
