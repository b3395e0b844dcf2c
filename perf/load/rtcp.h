/* Reports of sender and receiver, source descriptions and goodbyes (RFC 3550 §6). */
#ifndef RW_RTCP_H
#define RW_RTCP_H

#include "reception.h"

#define RTCP_MAX_BYTES 128

struct rtcp_sender {
    uint32_t ssrc, rtp, packets, octets;
    uint64_t ntp;
};

/* A compound of SR, SDES and, when goodbye, BYE; its length. */
size_t rtcp_write(uint8_t *to, const struct rtcp_sender *sender, struct reception *heard, bool goodbye, int64_t now_ns);

/* What a compound says that we want to know. */
struct rtcp_news {
    bool has_report; /* of the far end as a sender */
    uint32_t reporter, report_middle;
    bool has_block; /* about our stream */
    int32_t lost;
    uint32_t last_report, delay;
};

/* False when the length bytes are no compound. ssrc is ours. */
bool rtcp_read(const uint8_t *from, size_t length, uint32_t ssrc, struct rtcp_news *news);

/* NTP's time now, 32.32 bits (RFC 3550 §4). */
uint64_t rtcp_ntp_now(void);

#endif
