/* Assertions that say what was there instead, and a last line that says how many held. */
#ifndef RW_CHECK_H
#define RW_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks_held;

#define CHECK(condition)                                                                   \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                       \
        }                                                                                  \
        checks_held++;                                                                     \
    } while (0)

#define CHECK_EQUAL(wanted, actual)                                                                          \
    do {                                                                                                     \
        long long wanted_ = (long long)(wanted), actual_ = (long long)(actual);                              \
        if (wanted_ != actual_) {                                                                            \
            fprintf(stderr, "%s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #actual, actual_, wanted_); \
            exit(1);                                                                                         \
        }                                                                                                    \
        checks_held++;                                                                                       \
    } while (0)

/* Bytes that text says in hexadecimal; their number. */
static inline size_t check_hex(const char *text, uint8_t *to) {
    size_t count = 0;
    unsigned byte;
    for (; sscanf(text, "%2x", &byte) == 1; text += 2) {
        to[count++] = (uint8_t)byte;
        if (!text[1] || !text[2] || text[2] == '"') {
            break;
        }
    }
    return count;
}

/* The content of a file below RINGWAY_VECTORS, closed by a zero; NULL, loudly, when there is none. */
static inline char *check_vectors(const char *name, size_t *length) {
    const char *folder = getenv("RINGWAY_VECTORS");
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "", name);
    FILE *from = folder ? fopen(path, "rb") : NULL;
    if (!from) {
        fprintf(stderr, "SKIPPED: %s is not there; RINGWAY_VECTORS is to name the folder of test vectors\n", path);
        return NULL;
    }
    char *bytes = calloc(1, 1 << 20);
    *length = fread(bytes, 1, (1 << 20) - 1, from);
    fclose(from);
    return bytes;
}

static inline int check_done(const char *what) {
    printf("%s: %d checks held\n", what, checks_held);
    return 0;
}

#endif
