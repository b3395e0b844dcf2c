#include "base64.h"

#include <openssl/evp.h>
#include <string.h>

static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const uint8_t *bytes, size_t length, char *text) {
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)length);
}

int base64_decode(const char *text, uint8_t *bytes, size_t capacity) {
    uint32_t bits = 0;
    unsigned held = 0;
    size_t count = 0;
    const char *digit;
    for (; *text && (digit = strchr(DIGITS, *text)); text++) {
        bits = bits << 6 | (uint32_t)(digit - DIGITS);
        held += 6;
        if (held >= 8) {
            held -= 8;
            if (count == capacity) {
                return -1;
            }
            bytes[count++] = (uint8_t)(bits >> held);
        }
    }
    return (int)count;
}
