// ITU-T G.711 µ-law.
#ifndef RINGWAY_FLOOR_ULAW_H
#define RINGWAY_FLOOR_ULAW_H

#include <stdint.h>

// One byte for a sample of 16 bits: sign, segment of three bits, step of four, all inverted. A segment's steps are
// twice as wide as those of the one below; 132 shifts the first to a power of two.
static inline uint8_t ulaw_of(int16_t sample) {
    enum { BIAS = 132, CLIP = 32635 };
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = sample < 0 ? -(int)sample : sample;
    if (magnitude > CLIP) magnitude = CLIP;
    magnitude += BIAS;
    int segment = 24 - __builtin_clz((unsigned)magnitude);
    int step = magnitude >> (segment + 3) & 0x0F;
    return (uint8_t)~(sign | segment << 4 | step);
}

#endif
