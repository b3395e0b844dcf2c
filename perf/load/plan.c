#include "plan.h"

#include "fail.h"
#include "media.h"
#include "plan_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many addresses a port number has in the plan: with one it is bound to it, with more it is shared. */
struct numbers {
    uint32_t address[65536];
    bool many[65536];
    struct port *port[65536];
};

/* The calls' lines in the order of their turns. */
struct plan {
    FILE *from;
    struct planned *lines;
    uint32_t count, capacity, placed;
    unsigned number; /* of the line read last */
    struct numbers numbers;
};

static void note_number(struct numbers *n, struct endpoint e) {
    n->many[e.number] |= n->address[e.number] && n->address[e.number] != e.address;
    n->address[e.number] = e.address;
}

static void add(struct plan *plan, struct planned line) {
    if (plan->count == plan->capacity) {
        plan->capacity = plan->capacity ? 2 * plan->capacity : 1024;
        plan->lines = realloc(plan->lines, plan->capacity * sizeof *plan->lines);
        if (!plan->lines) {
            fail("no memory for %u calls", plan->capacity);
        }
    }
    plan->lines[plan->count++] = line;
    note_number(&plan->numbers, line.local);
    if (line.has_recv_local) {
        note_number(&plan->numbers, line.recv_local);
    }
}

/* What there is by now, and not more than so many calls. */
static void read_lines(struct load *load, struct plan *plan, uint32_t most) {
    char line[2048];
    /* It may have grown since its end was met. */
    clearerr(plan->from);
    while (plan->count < most && fgets(line, sizeof line, plan->from)) {
        plan->number++;
        if (line[strspn(line, " \t\r\n")] != 0) {
            add(plan, plan_line_read(line, plan->number, load->payload.codec, load->options.match));
        }
    }
}

/* What a plan that grows will have more of is not known: there all calls share. */
static struct port *port_for(struct load *load, struct plan *plan, struct endpoint e) {
    struct numbers *n = &plan->numbers;
    if (!n->port[e.number]) {
        bool shared = n->many[e.number] || (load->options.stairs && endpoint_is_loopback(e));
        n->port[e.number] = load_open_port(load, e, shared);
    }
    return n->port[e.number];
}

static void place_sender(struct load *load, struct plan *plan, struct call *call, const struct planned *line) {
    call->port = port_for(load, plan, line->local);
    call->local = line->local.address;
    call->remote = endpoint_socket_address(line->remote);
    directory_put(&load->directory, line->local, call);
}

static void place_answers(struct load *load, struct plan *plan, struct call *call, const struct planned *line) {
    if (line->has_recv_local) {
        port_for(load, plan, line->recv_local);
        directory_put(&load->directory, line->recv_local, call);
        call->answer_at = line->recv_local;
    }
}

/*
 * Answers after all that send: where one line's answers arrive, another may send from, when both parties of a call
 * speak.
 */
static void place_calls(struct load *load, struct plan *plan) {
    uint32_t first = plan->placed;
    for (uint32_t i = first; i < plan->count; i++) {
        place_sender(load, plan, &load->calls[load->waiting[i]], &plan->lines[i]);
    }
    for (uint32_t i = first; i < plan->count; i++) {
        place_answers(load, plan, &load->calls[load->waiting[i]], &plan->lines[i]);
    }
    plan->placed = plan->count;
}

static void open_plan(struct load *load) {
    const char *file = load->options.target + strlen("plan:");
    uint32_t most = load->options.calls;
    struct plan *plan = allocate(1, sizeof *plan);
    plan->from = fopen(file, "r");
    if (!plan->from) {
        fail("cannot read %s: %m", file);
    }
    read_lines(load, plan, most ? most : UINT32_MAX);
    if (!load->options.stairs && (plan->count == 0 || plan->count < most)) {
        fail("%s has %u calls", file, plan->count);
    }
    load_make_calls(load, load->options.stairs ? most : plan->count);
    place_calls(load, plan);
    load->target_state = plan;
}

static void give_keys(struct call *call, const struct planned *p) {
    if (p->send_profile != PROFILE_NONE) {
        srtp_open_keys(&call->seal_keys, p->send_profile, p->send_key, p->send_key + SRTP_KEY_BYTES, true);
        call->seal = &call->seal_keys;
    }
    if (p->recv_profile != PROFILE_NONE) {
        srtp_open_keys(&call->unseal_keys, p->recv_profile, p->recv_key, p->recv_key + SRTP_KEY_BYTES, false);
        call->unseal = &call->unseal_keys;
    }
}

static void begin(struct load *load, struct call *call, int64_t now_ns) {
    struct plan *plan = load->target_state;
    if (call->turn >= plan->count) {
        read_lines(load, plan, load->count);
        place_calls(load, plan);
    }
    if (call->turn >= plan->count) {
        load_failed(load, call, "the plan has only %u calls", plan->count);
        return;
    }
    const struct planned *p = &plan->lines[call->turn];
    call->pt = (uint8_t)p->pt;
    call->ssrc = p->ssrc ? p->ssrc : call->ssrc;
    call->expect_back = p->expect_back && !load->options.one_way;
    call->answer_rate_hz = p->answer_ticks * 50;
    round_trip_open(&call->round_trip, call->expect_back ? p->match : MATCH_COUNT, p->answer_ticks);
    call->expect_back &= p->match != MATCH_COUNT;
    give_keys(call, p);
    memcpy(call->id, p->id, sizeof call->id);
    load_live(load, call, now_ns);
}

static void chore(struct load *load, struct call *call, int64_t now_ns) {
    (void)load;
    (void)now_ns;
    call->chore_ns = INT64_MAX;
}

static void hang_up(struct load *load, struct call *call, int64_t now_ns) {
    (void)now_ns;
    load_ended(load, call);
}

const struct target plan_target = {"plan", open_plan, begin, chore, NULL, hang_up, NULL};
