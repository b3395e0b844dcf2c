/* Base64 (RFC 4648 §4) of keys in SDP. */
#ifndef RW_BASE64_H
#define RW_BASE64_H

#include <stddef.h>
#include <stdint.h>

/* Writes the text of length bytes and a closing zero to text, which needs 4 * ceil(length / 3) + 1 bytes. */
void base64_encode(const uint8_t *bytes, size_t length, char *text);

/* How many bytes text says, up to its end or the first character that is not base64; -1 when they exceed capacity. */
int base64_decode(const char *text, uint8_t *bytes, size_t capacity);

#endif
