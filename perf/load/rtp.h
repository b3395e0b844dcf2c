/* RTP's header (RFC 3550 §5.1). */
#ifndef RW_RTP_H
#define RW_RTP_H

#include "bytes.h"

#include <stdbool.h>
#include <stddef.h>

#define RTP_HEADER_BYTES 12

struct rtp_header {
    uint8_t pt;
    bool marker;
    uint16_t seq;
    uint32_t timestamp, ssrc;
    size_t length; /* of the header with CSRCs and extension */
};

static inline void rtp_write(uint8_t *to, const struct rtp_header *h) {
    to[0] = 0x80;
    to[1] = (uint8_t)(h->marker << 7 | h->pt);
    put16(to + 2, h->seq);
    put32(to + 4, h->timestamp);
    put32(to + 8, h->ssrc);
}

/* False when the length bytes at from are no RTP. */
static inline bool rtp_read(const uint8_t *from, size_t length, struct rtp_header *h) {
    if (length < RTP_HEADER_BYTES || from[0] >> 6 != 2) {
        return false;
    }
    h->length = RTP_HEADER_BYTES + 4u * (from[0] & 15);
    if (from[0] & 0x10) {
        if (length < h->length + 4) {
            return false;
        }
        h->length += 4 + 4u * get16(from + h->length + 2);
    }
    h->pt = from[1] & 0x7F;
    h->marker = from[1] >> 7;
    h->seq = get16(from + 2);
    h->timestamp = get32(from + 4);
    h->ssrc = get32(from + 8);
    return length >= h->length;
}

/* RFC 5761 §4: which of the two a packet on a shared port is. */
static inline bool rtcp_is(const uint8_t *packet, size_t length) {
    return length >= 8 && packet[1] >= 192 && packet[1] <= 223;
}

#endif
