/* A call's life: begun, live, lingering for what is under way, hung up, over. */
#include "load.h"

#include "clock.h"
#include "media.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SETTLING_NS (200 * NS_PER_MS)
#define LINGER_NS (500 * NS_PER_MS)
#define ENDING_NS (5 * NS_PER_S)
#define MOST_ENDING 64
#define REPORT_NS (5 * NS_PER_S)

void load_begin_next(struct load *load, int64_t now_ns) {
    if (load->waiting_count == 0) {
        return;
    }
    struct call *call = &load->calls[load->waiting[load->waiting_first]];
    load->waiting_first = (load->waiting_first + 1) % load->count;
    load->waiting_count--;
    load->first_begun_ns = load->begun++ ? load->first_begun_ns : now_ns;
    load->starting++;
    media_reset(load, call);
    call->state = CALL_STARTING;
    call->began_ns = now_ns;
    call->report_ns = INT64_MAX;
    call->until_ns = now_ns + (int64_t)(load->options.setup_timeout_s * NS_PER_S);
    load->target->begin(load, call, now_ns);
}

void load_live(struct load *load, struct call *call, int64_t now_ns) {
    call->state = CALL_LIVE;
    call->settled_ns = now_ns + SETTLING_NS;
    call->until_ns = load->options.hold_s > 0 ? now_ns + (int64_t)(load->options.hold_s * NS_PER_S) : INT64_MAX;
    load->starting--;
    load->live++;
    load->set_up++;
    load->last_set_up_ns = now_ns;
    if (load->options.hold_s == 0 || load_counts(load, now_ns)) {
        histogram_record(&load->setup, now_ns - call->began_ns);
    }
    times_call(load->times, call->number, call->ssrc, call->first_rtp, call->id);
}

static void leave(struct load *load, struct call *call, enum call_state state) {
    load->starting -= call->state == CALL_STARTING;
    load->live -= call->state == CALL_LIVE || call->state == CALL_LINGERING;
    load->ending -= call->state == CALL_ENDING;
    load->not_returned += (int64_t)(call->sent - call->returned);
    load->remote_lost += call->remote_lost - call->remote_lost_before;
    call->sent = call->returned = 0;
    call->remote_lost = call->remote_lost_before = 0;
    srtp_close(&call->seal_keys);
    srtp_close(&call->unseal_keys);
    call->seal = call->unseal = NULL;
    call->chore_ns = INT64_MAX;
    call->state = state;
    if (load->options.hold_s > 0 && !load->closing) {
        call->state = CALL_WAITING;
        load->waiting[(load->waiting_first + load->waiting_count++) % load->count] = call->number;
    }
}

void load_ended(struct load *load, struct call *call) {
    load->ended++;
    leave(load, call, CALL_ENDED);
}

void load_failed(struct load *load, struct call *call, const char *format, ...) {
    if (load->failed++ == 0) {
        va_list values;
        va_start(values, format);
        vsnprintf(load->first_failure, sizeof load->first_failure, format, values);
        va_end(values);
        /* It may quote the server, and goes into one line of text and of JSON. */
        load->first_failure[strcspn(load->first_failure, "\r\n")] = 0;
        for (char *c = load->first_failure; *c; c++) {
            *c = *c < ' ' || *c == '"' || *c == '\\' ? ' ' : *c;
        }
    }
    leave(load, call, CALL_FAILED);
}

static void hang_up(struct load *load, struct call *call, int64_t now_ns) {
    bool live = call->state != CALL_STARTING;
    if (live && call->report_ns != INT64_MAX) {
        media_send_report(load, call, true);
    }
    load->starting -= !live;
    load->live -= live;
    load->ending++;
    call->state = CALL_ENDING;
    call->until_ns = now_ns + ENDING_NS;
    load->target->hang_up(load, call, now_ns);
}

static void linger(struct call *call, int64_t now_ns) {
    call->state = CALL_LINGERING;
    call->until_ns = now_ns + LINGER_NS;
}

static void time_out(struct load *load, struct call *call, int64_t now_ns) {
    if (call->state == CALL_LIVE) {
        linger(call, now_ns);
    } else if (call->state == CALL_LINGERING && load->ending < MOST_ENDING) {
        hang_up(load, call, now_ns);
        return;
    }
    if (call->state != CALL_STARTING && call->state != CALL_ENDING) {
        return;
    }
    if (load->target->forget) {
        load->target->forget(load, call);
    }
    if (call->state == CALL_STARTING) {
        load_failed(load, call, "call %u was not set up in %g s", call->number, load->options.setup_timeout_s);
    } else {
        load_ended(load, call);
    }
}

void load_visit(struct load *load, struct call *call, int64_t due_ns, int64_t now_ns) {
    if (call->state == CALL_LIVE) {
        if (call->turn < load->sending) {
            media_send(load, call, due_ns);
        } else {
            media_pause(call);
        }
    }
    if (call->chore_ns <= now_ns) {
        load->target->chore(load, call, now_ns);
    }
    if (call->state == CALL_LIVE && call->report_ns <= now_ns) {
        call->report_ns = now_ns + REPORT_NS;
        media_send_report(load, call, false);
    }
    if (call->state != CALL_WAITING && call->until_ns <= now_ns && call->state < CALL_ENDED) {
        time_out(load, call, now_ns);
    }
}

void load_close(struct load *load, int64_t now_ns) {
    load->closing = true;
    load->waiting_count = 0;
    for (uint32_t i = 0; i < load->count; i++) {
        struct call *call = &load->calls[i];
        if (call->state == CALL_LIVE) {
            linger(call, now_ns);
        } else if (call->state == CALL_STARTING) {
            hang_up(load, call, now_ns);
        }
    }
}
