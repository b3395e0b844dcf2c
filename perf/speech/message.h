/* What a speech service is sent, as proto/ defines it: read in place, with the sound stepped over. */
#ifndef RW_MESSAGE_H
#define RW_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* enum SegmentFlag */
#define SEGMENT_LOST 2u
#define SEGMENT_DTX 16u
#define SEGMENT_LATE 32u

/* AudioSegment without its sound. The id is not closed by a zero. */
struct segment {
    const char *id;
    size_t id_length;
    uint32_t leg, flags;
    uint64_t sequence, rtp, dropped_samples;
};

struct listener {
    void (*on_segment)(struct listener *listener, const struct segment *segment);

    /* A session is over; nothing of it follows. */
    void (*on_end)(struct listener *listener, const char *id, size_t id_length);
};

/* Tells of a StreamMessage what is of interest, in its order; false at the first byte that makes it none. */
bool message_read(const uint8_t *bytes, size_t length, struct listener *listener);

#endif
