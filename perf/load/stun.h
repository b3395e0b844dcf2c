/* STUN messages as ICE needs them (RFC 8489, RFC 8445 §7). */
#ifndef RW_STUN_H
#define RW_STUN_H

#include "port.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STUN_MAX_BYTES 256
#define STUN_ID_BYTES 12

enum stun_type { STUN_REQUEST = 0x0001, STUN_INDICATION = 0x0011, STUN_RESPONSE = 0x0101, STUN_ERROR = 0x0111 };

struct stun_request {
    const uint8_t *id;
    const char *username;
    const char *password; /* the far end's */
    uint32_t priority;
    uint64_t tie_breaker;
};

struct stun_message {
    uint16_t type;
    const uint8_t *id;
    char username[130];
    uint16_t error; /* 0: none */
    struct endpoint mapped;
};

/* A check of the controlling side that nominates. The length. */
size_t stun_write_check(uint8_t *to, const struct stun_request *request);

/* The answer to a check; password is ours. */
size_t stun_write_answer(uint8_t *to, const uint8_t *id, struct endpoint from, const char *password);

/* False when it is no whole STUN message, its integrity is not of password, or its fingerprint is wrong or missing. */
bool stun_read(const uint8_t *from, size_t length, const char *password, struct stun_message *message);

#endif
