#include "reception.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

void reception_packet(struct reception *r, const struct rtp_header *h, int64_t arrived_ns, uint32_t rate_hz) {
    uint32_t transit = (uint32_t)((unsigned __int128)arrived_ns * rate_hz / NS_PER_S) - h->timestamp;
    if (!r->started || r->ssrc != h->ssrc) {
        memset(r, 0, sizeof *r);
        *r = (struct reception){.started = true, .ssrc = h->ssrc, .first_seq = h->seq, .highest = h->seq};
    } else {
        int16_t ahead = (int16_t)(h->seq - (uint16_t)r->highest);
        r->highest += ahead > 0 ? (uint32_t)ahead : 0;
        uint32_t change = (uint32_t)abs((int32_t)(transit - r->last_transit));
        r->jitter_16 += change - ((r->jitter_16 + 8) >> 4);
    }
    r->last_transit = transit;
    r->received++;
}

void reception_write_block(struct reception *r, uint8_t *to, int64_t now_ns) {
    uint32_t expected = r->highest - r->first_seq + 1;
    uint32_t expected_now = expected - r->expected_before;
    int64_t lost_now = (int64_t)expected_now - (r->received - r->received_before);
    uint32_t fraction = expected_now && lost_now > 0 ? (uint32_t)(lost_now * 256 / expected_now) : 0;
    int64_t lost = reception_lost(r);
    r->expected_before = expected;
    r->received_before = r->received;
    put32(to, r->ssrc);
    put32(to + 4, fraction << 24 | ((uint32_t)lost & 0xFFFFFF));
    put32(to + 8, r->highest);
    put32(to + 12, r->jitter_16 >> 4);
    put32(to + 16, r->last_report);
    put32(to + 20, r->last_report ? (uint32_t)((now_ns - r->last_report_ns) * 65536 / NS_PER_S) : 0);
}
