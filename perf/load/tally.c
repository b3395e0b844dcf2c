#include "tally.h"

#include "clock.h"
#include "fail.h"

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

double tally_cpu_s(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static uint64_t own_drops(const struct load *load) {
    uint64_t drops = 0;
    for (uint32_t i = 0; i < load->port_count; i++) {
        drops += port_drops(load->ports[i]);
    }
    return drops;
}

void tally_look(struct tally *t, const struct load *load) {
    if (!t->drops) {
        t->drops = allocate(1, sizeof *t->drops);
    }
    for (uint32_t i = 0; i < load->count; i++) {
        t->drops->wanted[ntohs(load->calls[i].remote.sin_port)] |= load->calls[i].port != NULL;
    }
    drops_begin(t->drops);
}

bool tally_has_looked(struct tally *t) {
    return drops_read(t->drops);
}

static void forget(struct load *load) {
    load->counters = (struct counters){0};
    histogram_clear(&load->pacing);
    histogram_clear(&load->latency);
    histogram_clear(&load->report_round_trip);
    load->not_returned = load->not_returned_at_first = load->remote_lost = 0;
    for (uint32_t i = 0; i < load->count; i++) {
        struct call *call = &load->calls[i];
        call->sent = call->returned = 0;
        round_trip_begin(&call->round_trip);
        call->remote_lost_before = call->remote_lost;
    }
}

void tally_begin(struct tally *t, struct load *load) {
    t->server_drops_before = drops_all(t->drops);
    forget(load);
    t->from_ns = load->counts_from_ns = clock_now_ns();
    load->counts_until_ns = INT64_MAX;
    t->set_up_before = load->set_up;
    t->failed_before = load->failed;
    t->own_drops_before = own_drops(load);
    getrusage(RUSAGE_SELF, &t->usage_before);
}

/* A server's ports may be gone, and what they had dropped with them. */
static uint64_t more_than(uint64_t before, uint64_t now) {
    return now > before ? now - before : 0;
}

void tally_end(struct tally *t, struct load *load) {
    struct rusage after;
    getrusage(RUSAGE_SELF, &after);
    load->counts_until_ns = clock_now_ns();
    t->seconds = (double)(load->counts_until_ns - t->from_ns) / 1e9;
    t->user_s = seconds(after.ru_utime) - seconds(t->usage_before.ru_utime);
    t->system_s = seconds(after.ru_stime) - seconds(t->usage_before.ru_stime);
    t->cpu_s = t->user_s + t->system_s;
    t->set_up = load->set_up - t->set_up_before;
    t->failed = load->failed - t->failed_before;
    t->live = load->live;
    t->own_drops = more_than(t->own_drops_before, own_drops(load));
    tally_look(t, load);
}

void tally_add_up(struct tally *t, const struct load *load) {
    t->server_drops = t->drops ? more_than(t->server_drops_before, drops_all(t->drops)) : 0;
    t->not_returned = load->not_returned;
    t->remote_lost = load->remote_lost;
    for (uint32_t i = 0; i < load->count; i++) {
        const struct call *call = &load->calls[i];
        t->not_returned += (int64_t)(call->sent - call->returned);
        t->remote_lost += call->remote_lost - call->remote_lost_before;
    }
}
