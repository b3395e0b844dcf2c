#include "rtcp.h"

#include "clock.h"

#include <string.h>

#define SR 200
#define RR 201
#define SDES 202
#define BYE 203
#define BLOCK_BYTES 24
#define NTP_AHEAD_S UINT64_C(2208988800)

uint64_t rtcp_ntp_now(void) {
    uint64_t ns = (uint64_t)clock_read_ns(CLOCK_REALTIME);
    uint64_t fraction = (ns % (uint64_t)NS_PER_S << 32) / (uint64_t)NS_PER_S;
    return (ns / (uint64_t)NS_PER_S + NTP_AHEAD_S) << 32 | fraction;
}

static void write_head(uint8_t *to, unsigned count, uint8_t type, size_t bytes) {
    to[0] = (uint8_t)(0x80 | count);
    to[1] = type;
    put16(to + 2, (uint16_t)(bytes / 4 - 1));
}

static size_t write_sender_report(uint8_t *to, const struct rtcp_sender *s, struct reception *heard, int64_t now_ns) {
    size_t bytes = 28;
    put32(to + 4, s->ssrc);
    put32(to + 8, (uint32_t)(s->ntp >> 32));
    put32(to + 12, (uint32_t)s->ntp);
    put32(to + 16, s->rtp);
    put32(to + 20, s->packets);
    put32(to + 24, s->octets);
    if (heard->started) {
        reception_write_block(heard, to + bytes, now_ns);
        bytes += BLOCK_BYTES;
    }
    write_head(to, heard->started, SR, bytes);
    return bytes;
}

static size_t write_description(uint8_t *to, uint32_t ssrc) {
    static const char name[] = "load@ringway";
    size_t bytes = 20 + 4; /* head, source, item and at least one zero, in whole words */
    memset(to, 0, bytes);
    write_head(to, 1, SDES, bytes);
    put32(to + 4, ssrc);
    to[8] = 1;
    to[9] = sizeof name - 1;
    memcpy(to + 10, name, sizeof name - 1);
    return bytes;
}

size_t rtcp_write(uint8_t *to, const struct rtcp_sender *sender, struct reception *heard, bool goodbye,
                  int64_t now_ns) {
    size_t length = write_sender_report(to, sender, heard, now_ns);
    length += write_description(to + length, sender->ssrc);
    if (goodbye) {
        write_head(to + length, 1, BYE, 8);
        put32(to + length + 4, sender->ssrc);
        length += 8;
    }
    return length;
}

static void read_blocks(const uint8_t *at, unsigned count, uint32_t ssrc, struct rtcp_news *news) {
    for (unsigned i = 0; i < count; i++, at += BLOCK_BYTES) {
        if (get32(at) == ssrc) {
            news->has_block = true;
            news->lost = (int32_t)(get32(at + 4) << 8) >> 8;
            news->last_report = get32(at + 16);
            news->delay = get32(at + 20);
        }
    }
}

bool rtcp_read(const uint8_t *from, size_t length, uint32_t ssrc, struct rtcp_news *news) {
    memset(news, 0, sizeof *news);
    while (length >= 4) {
        size_t bytes = 4 * (get16(from + 2) + 1u);
        unsigned count = from[0] & 31;
        size_t blocks_at = from[1] == SR ? 28 : 8;
        if (from[0] >> 6 != 2 || bytes > length) {
            return false;
        }
        if (from[1] == SR || from[1] == RR) {
            if (bytes < blocks_at + count * BLOCK_BYTES) {
                return false;
            }
            if (from[1] == SR) {
                news->has_report = true;
                news->reporter = get32(from + 4);
                news->report_middle = get32(from + 10);
            }
            read_blocks(from + blocks_at, count, ssrc, news);
        }
        from += bytes;
        length -= bytes;
    }
    return length == 0;
}
