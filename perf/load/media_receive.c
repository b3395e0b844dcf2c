#include "media.h"

#include "clock.h"
#include "rtcp.h"

static void receive_report(struct load *load, struct call *call, struct datagram *d) {
    struct rtcp_news news;
    size_t length = call->unseal ? srtcp_unseal(call->unseal, d->bytes, d->length) : d->length;
    if (length == 0) {
        load->counters.unauthentic++;
        return;
    }
    if (!rtcp_read(d->bytes, length, call->ssrc, &news)) {
        load->counters.strange++;
        return;
    }
    load->counters.rtcp_received++;
    if (news.has_report && news.reporter == call->reception.ssrc) {
        call->reception.last_report = news.report_middle;
        call->reception.last_report_ns = d->arrived_ns;
    }
    if (news.has_block) {
        call->remote_lost = news.lost;
        if (news.last_report) {
            uint32_t took = (uint32_t)(rtcp_ntp_now() >> 16) - news.last_report - news.delay;
            /* In units of 15 us, a delay rounded up may seem to exceed the whole. */
            histogram_record(&load->report_round_trip, (int32_t)took * NS_PER_S / 65536);
        }
    }
}

/* Decrypts it when its turn has come, or when its payload has to be known; false when it is not authentic. */
static bool unseal(struct load *load, struct call *call, struct datagram *d, const struct rtp_header *h,
                   bool *readable) {
    *readable = true;
    if (!call->unseal) {
        return true;
    }
    if (++call->unopened < load->options.open_every && call->round_trip.aligned) {
        *readable = false;
        return true;
    }
    call->unopened = 0;
    size_t length = srtp_unseal(call->unseal, d->bytes, h->length, d->length);
    if (length == 0) {
        load->counters.unauthentic++;
        return false;
    }
    d->length = length;
    return true;
}

static void count(struct load *load, struct call *call, const struct datagram *d, int64_t sent_ns) {
    bool answers = load_counts(load, sent_ns);
    bool in_time = load_counts(load, d->arrived_ns);
    if (answers || in_time) {
        load->counters.received++;
        load->counters.received_bytes += d->length;
    }
    if (answers) {
        load->counters.returned++;
        call->returned += sent_ns >= call->settled_ns;
        load->not_returned_at_first -= sent_ns < call->settled_ns;
        histogram_record(&load->latency, round_trip_took(&call->round_trip, sent_ns, d->arrived_ns));
    } else if (in_time && sent_ns == 0 && call->round_trip.match != MATCH_COUNT) {
        load->counters.unmatched++;
    }
}

void media_receive(struct load *load, struct call *call, struct datagram *d) {
    struct rtp_header h;
    bool readable;
    if (rtcp_is(d->bytes, d->length)) {
        receive_report(load, call, d);
        return;
    }
    if (!rtp_read(d->bytes, d->length, &h)) {
        load->counters.strange++;
        return;
    }
    if (!unseal(load, call, d, &h, &readable)) {
        return;
    }
    reception_packet(&call->reception, &h, d->arrived_ns, call->answer_rate_hz);
    enum round_trip_sight sight = readable ? ROUND_TRIP_SEEN : ROUND_TRIP_SEALED;
    uint32_t hash = readable ? payload_hash(d->bytes + h.length, d->length - h.length) : 0;
    count(load, call, d, round_trip_received(&call->round_trip, h.ssrc, h.timestamp, hash, sight));
}
