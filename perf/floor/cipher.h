// What differs between the ciphers of SRTP; sessions.c does the rest.
#ifndef RINGWAY_FLOOR_CIPHER_H
#define RINGWAY_FLOOR_CIPHER_H

#include <stdbool.h>
#include <stdint.h>

#include "packet.h"

// Keys and state of one sender; each cipher has its own.
struct session;

struct session *session_create(uint32_t number);

void session_free(struct session *session);

// Encrypts a packet in place and adds its tag.
void session_seal(struct session *session, struct packet *packet);

// Checks the tag and decrypts in place, without the tag; false when it does not fit, and then nothing is promised about
// the bytes.
bool session_open(struct session *session, struct packet *packet);

// Name for the result.
extern const char *const CIPHER_PROGRAM;

#endif
