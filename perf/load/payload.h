/* The sound every call sends: real packets out of a file, each call beginning at another place. */
#ifndef RW_PAYLOAD_H
#define RW_PAYLOAD_H

#include <stddef.h>
#include <stdint.h>

enum codec { CODEC_OPUS, CODEC_PCMU };

#define PAYLOAD_MAX_BYTES 1275

struct payload_frame {
    const uint8_t *bytes;
    uint32_t length;
    uint32_t hash;
};

struct payload {
    enum codec codec;
    uint32_t count;
    struct payload_frame *frames;
};

/* Opus: packets of 20 ms, each behind its length as 16 bits, big end first. Ends the process when the file is not so.
 */
void payload_load_opus(struct payload *p, const char *file);

/* PCMU: raw mu-law at 8 kHz, cut into 160 bytes. */
void payload_load_pcmu(struct payload *p, const char *file);

uint32_t payload_hash(const uint8_t *bytes, size_t length);

/* RTP clock ticks of 20 ms. */
static inline uint32_t codec_ticks(enum codec codec) {
    return codec == CODEC_OPUS ? 960 : 160;
}

#endif
