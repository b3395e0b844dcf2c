// An RTP packet as SRTP sees it (RFC 3550 §5.1), and the numbers its nonce is made of.
#ifndef RINGWAY_FLOOR_PACKET_H
#define RINGWAY_FLOOR_PACKET_H

#include <stdint.h>

enum { RTP_HEADER = 12, MAX_TAG = 16, PACKET_ROOM = 1500 };

struct packet {
    int length;
    uint8_t bytes[PACKET_ROOM];
};

static inline void put_be32(uint8_t *at, uint32_t value) {
    at[0] = value >> 24;
    at[1] = value >> 16;
    at[2] = value >> 8;
    at[3] = value;
}

// A packet of version 2, payload type 111, 20 ms after the one before.
static inline void packet_fill(struct packet *p, uint32_t ssrc, uint16_t sequence, int payload) {
    p->length = RTP_HEADER + payload;
    p->bytes[0] = 0x80;
    p->bytes[1] = 111;
    p->bytes[2] = sequence >> 8;
    p->bytes[3] = sequence & 0xFF;
    put_be32(p->bytes + 4, sequence * 960u);
    put_be32(p->bytes + 8, ssrc);
    for (int i = 0; i < payload; i++) p->bytes[RTP_HEADER + i] = (uint8_t)(ssrc * 31 + sequence * 7 + i);
}

#endif
