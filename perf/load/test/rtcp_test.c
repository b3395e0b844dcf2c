#include "rtcp.h"

#include "check.h"
#include "clock.h"

static struct reception heard;

static void hear(uint16_t seq, uint32_t rtp, int64_t at_ns) {
    struct rtp_header h = {0, false, seq, rtp, 99, RTP_HEADER_BYTES};
    reception_packet(&heard, &h, at_ns, 8000);
}

static void should_report_what_was_lost(void) {
    uint8_t bytes[RTCP_MAX_BYTES];
    struct rtcp_news news;
    struct rtcp_sender sender = {55, 1000, 10, 1600, rtcp_ntp_now()};
    heard = (struct reception){0};
    /* Around the wrap, every fifth lost, two swapped. */
    for (int i = 0; i < 100; i++) {
        int which = i == 50 ? 51 : i == 51 ? 50 : i;
        if (which % 5 != 4) {
            hear((uint16_t)(0xFFE0 + which), (uint32_t)which * 160, which * PACKET_NS);
        }
    }
    CHECK_EQUAL(19, reception_lost(&heard)); /* the last one lost is not missed yet */
    size_t length = rtcp_write(bytes, &sender, &heard, true, NS_PER_S);
    CHECK(length <= sizeof bytes);
    CHECK(rtcp_read(bytes, length, 99, &news));
    CHECK(news.has_report && news.has_block);
    CHECK_EQUAL(55, news.reporter);
    CHECK_EQUAL(19, news.lost);
    CHECK_EQUAL((uint32_t)(sender.ntp >> 16), news.report_middle);
    CHECK(rtcp_is(bytes, length));
    for (size_t cut = 1; cut < length; cut++) {
        struct rtcp_news ignored;
        /* Whole packets of the compound may be read; nothing is read beyond the end. */
        rtcp_read(bytes, cut, 99, &ignored);
        CHECK(cut % 4 == 0 || !rtcp_read(bytes, cut, 99, &ignored));
    }
}

static void should_know_jitter(void) {
    heard = (struct reception){0};
    for (int i = 0; i < 2000; i++) {
        /* Alternately 5 ms late: every change is 40 ticks. */
        hear((uint16_t)i, (uint32_t)i * 160, i * PACKET_NS + (i % 2) * 5 * NS_PER_MS);
    }
    CHECK(heard.jitter_16 >> 4 >= 38 && heard.jitter_16 >> 4 <= 40);
}

int main(void) {
    should_report_what_was_lost();
    should_know_jitter();
    return check_done("rtcp");
}
