/*
 * When each packet was sent, in a file others map: a speech service on the same host learns from it how long a
 * packet took to reach it. Little endian; layout: header (64 bytes), one record a call (64 bytes), then one table of
 * TIMES_SLOTS times a call. A packet's slot is ((rtp - firstRtp) / ticks) % TIMES_SLOTS; its time is CLOCK_MONOTONIC
 * in nanoseconds, 0 while nothing was sent. A record is filled in when its call is set up, id last.
 */
#ifndef RW_TIMES_H
#define RW_TIMES_H

#include <stddef.h>
#include <stdint.h>

#define TIMES_MAGIC "RWTIMES1"
#define TIMES_SLOTS 1024
#define TIMES_ID_BYTES 56

struct times_header {
    char magic[8]; /* written last */
    uint32_t calls, slots, ticks;
    uint8_t reserved[44];
};

struct times_record {
    uint32_t ssrc, first_rtp;
    char id[TIMES_ID_BYTES]; /* closed by a zero; empty until the call is set up, or where it is not known */
};

struct times;

/* NULL file: nothing is kept, and all below does nothing. */
struct times *times_create(const char *file, uint32_t calls, uint32_t ticks);
void times_call(struct times *t, uint32_t call, uint32_t ssrc, uint32_t first_rtp, const char *id);
void times_sent(struct times *t, uint32_t call, uint32_t rtp, int64_t now_ns);

#endif
