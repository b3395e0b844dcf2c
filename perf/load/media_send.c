#include "media.h"

#include "clock.h"
#include "rtcp.h"

#include <string.h>

/* Sent so much after it was due, a packet counts as late. */
#define LATE_NS (2 * NS_PER_MS)

void media_reset(struct load *load, struct call *call) {
    struct random *random = &load->random;
    call->ssrc = random_u32(random) | 1;
    call->seq = (uint16_t)(random_u32(random) & 0x7FFF);
    call->rtp = call->first_rtp = random_u32(random);
    call->ticks = codec_ticks(load->payload.codec);
    call->answer_rate_hz = call->ticks * 50;
    call->pt = load->payload.codec == CODEC_OPUS ? 111 : 0;
    call->frame = (uint32_t)((uint64_t)call->number * load->payload.count / load->count);
    call->index = call->packets = call->octets = 0;
    call->chore_ns = INT64_MAX;
    call->expect_back = !load->options.one_way;
    call->impaired = (struct impaired){.random.state = random_next(random)};
    call->reception = (struct reception){0};
    call->seal = call->unseal = NULL;
    call->id[0] = 0;
    round_trip_open(&call->round_trip, load->options.one_way ? MATCH_COUNT : load->options.match, call->ticks);
}

/* The packet is in the outbox or about to be: what is known of its sending is noted. */
static void note_sent(struct load *load, struct call *call, uint32_t index, uint32_t hash, uint32_t rtp, int64_t due_ns,
                      size_t length) {
    int64_t now_ns = load->outbox.now_ns;
    round_trip_sent(&call->round_trip, index, hash, now_ns);
    times_sent(load->times, call->number, rtp, now_ns);
    if (load_counts(load, now_ns)) {
        histogram_record(&load->pacing, now_ns - due_ns);
        load->counters.late += now_ns - due_ns > LATE_NS;
        load->counters.sent++;
        load->counters.sent_bytes += length;
        bool settled = now_ns >= call->settled_ns;
        call->sent += settled && call->expect_back;
        load->not_returned_at_first += !settled && call->expect_back;
    }
}

static size_t make(struct call *call, const struct payload_frame *frame, uint8_t *to) {
    struct rtp_header header = {call->pt, call->index == 0, call->seq, call->rtp, call->ssrc, RTP_HEADER_BYTES};
    size_t length = RTP_HEADER_BYTES + frame->length;
    rtp_write(to, &header);
    memcpy(to + RTP_HEADER_BYTES, frame->bytes, frame->length);
    return call->seal ? srtp_seal(call->seal, to, RTP_HEADER_BYTES, length) : length;
}

static void send_now(struct load *load, struct call *call, const struct payload_frame *frame, int64_t due_ns) {
    size_t length = make(call, frame, outbox_begin(&load->outbox, call->port));
    outbox_add(&load->outbox, length, call->local, &call->remote);
    note_sent(load, call, call->index, frame->hash, call->rtp, due_ns, length);
}

static void send_later(struct load *load, struct call *call, const struct payload_frame *frame, int64_t due_ns) {
    struct delayed *packet = delay_line_take(&load->delay_line);
    if (!packet) {
        load->counters.overfull++;
        return;
    }
    packet->due_ns = due_ns;
    packet->call = call->number;
    packet->index = call->index;
    packet->hash = frame->hash;
    packet->rtp = call->rtp;
    packet->length = make(call, frame, packet->bytes);
    delay_line_put(&load->delay_line, packet);
}

void media_send(struct load *load, struct call *call, int64_t due_ns) {
    const struct payload_frame *frame = &load->payload.frames[call->frame];
    if (impairment_is_none(&load->options.impairment)) {
        send_now(load, call, frame, due_ns);
    } else {
        bool counts = load_counts(load, load->outbox.now_ns);
        enum fate fate = impairment_decide(&load->options.impairment, &call->impaired, &due_ns);
        if (fate == FATE_SEND) {
            send_now(load, call, frame, due_ns);
        } else if (fate != FATE_LOSE) {
            send_later(load, call, frame, due_ns);
        }
        load->counters.withheld += counts && fate == FATE_LOSE;
        load->counters.delayed += counts && fate == FATE_DELAY;
        load->counters.reordered += counts && fate == FATE_REORDER;
    }
    call->packets++;
    call->octets += frame->length;
    call->index++;
    call->seq++;
    call->rtp += call->ticks;
    call->frame = call->frame + 1 == load->payload.count ? 0 : call->frame + 1;
}

void media_pause(struct call *call) {
    call->index++;
    call->rtp += call->ticks;
}

void media_send_delayed(struct load *load, int64_t now_ns) {
    struct delayed *packet;
    while ((packet = delay_line_due(&load->delay_line, now_ns))) {
        struct call *call = &load->calls[packet->call];
        /* Of a call that has been hung up, or whose place another has taken, nothing more is sent. */
        if (call->state == CALL_LIVE && packet->rtp - call->first_rtp == packet->index * call->ticks) {
            outbox_send(&load->outbox, call->port, call->local, &call->remote, packet->bytes, packet->length);
            note_sent(load, call, packet->index, packet->hash, packet->rtp, packet->due_ns, packet->length);
        }
        delay_line_give_back(&load->delay_line, packet);
    }
}

void media_send_report(struct load *load, struct call *call, bool goodbye) {
    uint8_t *to = outbox_begin(&load->outbox, call->port);
    struct rtcp_sender sender = {call->ssrc, call->rtp, call->packets, call->octets, rtcp_ntp_now()};
    size_t length = rtcp_write(to, &sender, &call->reception, goodbye, load->outbox.now_ns);
    if (call->seal) {
        length = srtcp_seal(call->seal, to, length);
    }
    outbox_add(&load->outbox, length, call->local, &call->remote);
    load->counters.rtcp_sent++;
}
