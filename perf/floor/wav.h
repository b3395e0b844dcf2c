// Mono sound of 16 bits from a WAV file.
#ifndef RINGWAY_FLOOR_WAV_H
#define RINGWAY_FLOOR_WAV_H

#include <stdint.h>

struct wav {
    uint32_t rate_hz;
    uint32_t samples;
    int16_t *pcm;  // freed by the caller
};

// Reads a RIFF file of PCM, 16 bits, one channel; any other ends the program.
struct wav wav_read(const char *path);

#endif
