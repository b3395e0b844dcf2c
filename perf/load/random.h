/* SplitMix64: seeded, so that the same seed gives the same calls and the same losses on every machine. */
#ifndef RW_RANDOM_H
#define RW_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *r) {
    uint64_t z = (r->state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static inline uint32_t random_u32(struct random *r) {
    return (uint32_t)(random_next(r) >> 32);
}

/* Evenly in [0, 1). */
static inline double random_unit(struct random *r) {
    return (double)(random_next(r) >> 11) * 0x1p-53;
}

/* count letters and digits and a closing zero: what ICE credentials and SIP tags may consist of. */
static inline void random_token(struct random *r, char *to, size_t count) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789AB";
    for (size_t i = 0; i < count; i++) {
        to[i] = letters[random_next(r) >> 58];
    }
    to[count] = 0;
}

#endif
