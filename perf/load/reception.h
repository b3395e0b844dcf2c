/* What arrived of one source, as RTCP reports it (RFC 3550 §6.4.1, appendix A). */
#ifndef RW_RECEPTION_H
#define RW_RECEPTION_H

#include "rtp.h"

#include <stdint.h>

struct reception {
    bool started;
    uint32_t ssrc;
    uint16_t first_seq;
    uint32_t highest; /* with rollovers */
    uint32_t received, received_before, expected_before;
    uint32_t jitter_16; /* RTP ticks times 16 */
    uint32_t last_transit;
    uint32_t last_report; /* middle of the NTP time of the sender's latest report */
    int64_t last_report_ns;
};

/* rate_hz: of the RTP clock. A new source begins anew. */
void reception_packet(struct reception *r, const struct rtp_header *h, int64_t arrived_ns, uint32_t rate_hz);

/* How many never came, as far as sequence numbers tell. */
static inline int64_t reception_lost(const struct reception *r) {
    return r->started ? (int64_t)(r->highest - r->first_seq + 1) - r->received : 0;
}

/* 24 bytes; counts the interval up to now as told. */
void reception_write_block(struct reception *r, uint8_t *to, int64_t now_ns);

#endif
