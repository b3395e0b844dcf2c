#include "drive.h"

#include "clock.h"
#include "fail.h"
#include "media.h"
#include "pacer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* With nothing to send, arrivals are still looked for so often. */
#define IDLE_NS NS_PER_MS
#define MOST_STARTING 1024

/* A transcoder gives out a packet when the next one comes: the last ones that count need some behind them. */
#define TAIL_NS (300 * NS_PER_MS)

enum phase { PHASE_RAMP, PHASE_WARM, PHASE_COUNT, PHASE_TAIL, PHASE_CLOSE, PHASE_DONE };

struct run {
    struct load *load;
    struct pacer pacer;
    enum phase phase;
    int64_t until_ns; /* end of the phase, where time ends it */
    int64_t next_call_ns;
    uint64_t set_up_before;
    struct rusage before;
    struct tally tally;
};

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static uint64_t own_drops(const struct load *load) {
    uint64_t drops = 0;
    for (uint32_t i = 0; i < load->port_count; i++) {
        drops += port_drops(load->ports[i]);
    }
    return drops;
}

static uint64_t server_drops(const struct load *load) {
    bool *wanted = allocate(65536, sizeof *wanted);
    for (uint32_t i = 0; i < load->count; i++) {
        wanted[ntohs(load->calls[i].remote.sin_port)] |= load->calls[i].port != NULL;
    }
    uint64_t drops = port_drops_of_local(wanted);
    free(wanted);
    return drops;
}

static void begin_calls(struct run *run, int64_t now_ns) {
    struct load *load = run->load;
    int64_t step_ns = (int64_t)((double)NS_PER_S / load->options.rate);
    while (!load->closing && run->next_call_ns <= now_ns && load->waiting_count > 0 && load->starting < MOST_STARTING) {
        load_begin_next(load, now_ns);
        run->next_call_ns += step_ns;
    }
    /* Time in which nothing could be begun is not made up for by a burst. */
    if (run->next_call_ns < now_ns - 10 * NS_PER_MS) {
        run->next_call_ns = now_ns;
    }
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/* From a time later than that of any packet sent so far. */
static void begin_counting(struct run *run) {
    struct load *load = run->load;
    run->tally.from_ns = load->counts_from_ns = clock_now_ns();
    run->set_up_before = load->set_up;
    load->counters = (struct counters){0};
    for (uint32_t i = 0; i < load->count; i++) {
        load->calls[i].remote_lost_before = load->calls[i].remote_lost;
    }
    load->remote_lost = 0;
    run->tally.own_drops = own_drops(load);
    run->tally.server_drops = server_drops(load);
    getrusage(RUSAGE_SELF, &run->before);
}

/* At a time later than that of any packet sent so far, too. */
static void end_counting(struct run *run) {
    struct load *load = run->load;
    struct tally *t = &run->tally;
    struct rusage after;
    getrusage(RUSAGE_SELF, &after);
    load->counts_until_ns = clock_now_ns();
    t->seconds = (double)(load->counts_until_ns - t->from_ns) / 1e9;
    t->user_s = seconds(after.ru_utime) - seconds(run->before.ru_utime);
    t->system_s = seconds(after.ru_stime) - seconds(run->before.ru_stime);
    t->cpu_s = t->user_s + t->system_s;
    t->set_up = load->set_up - run->set_up_before;
    t->live = load->live;
    t->own_drops = own_drops(load) - t->own_drops;
    t->server_drops = server_drops(load) - t->server_drops;
}

/* What comes after the phase that is over. */
static void advance(struct run *run, int64_t now_ns) {
    struct load *load = run->load;
    switch (run->phase) {
        case PHASE_RAMP:
            run->tally.setup_cpu_s = cpu_seconds();
            run->until_ns = now_ns + (int64_t)(load->options.warm_seconds * NS_PER_S);
            run->phase = PHASE_WARM;
            break;
        case PHASE_WARM:
            begin_counting(run);
            run->until_ns = run->tally.from_ns + (int64_t)(load->options.seconds * NS_PER_S);
            run->phase = PHASE_COUNT;
            break;
        case PHASE_COUNT:
            end_counting(run);
            run->until_ns = now_ns + TAIL_NS;
            run->phase = PHASE_TAIL;
            break;
        case PHASE_TAIL:
            load_close(load, now_ns);
            run->phase = PHASE_CLOSE;
            break;
        case PHASE_CLOSE:
        case PHASE_DONE: run->phase = PHASE_DONE; break;
    }
}

/*
 * Where calls take each other's place some are always on their way, and the faster they come the less there is a moment
 * without: there it is enough that as many as there are places have got somewhere.
 */
static bool all_have_been_begun(const struct load *load) {
    if (load->options.hold_s > 0) {
        return load->begun >= load->count + (uint64_t)load->starting;
    }
    return load->starting == 0 && load->waiting_count == 0 && load->begun >= load->count;
}

static bool is_over(const struct run *run, int64_t now_ns) {
    const struct load *load = run->load;
    switch (run->phase) {
        case PHASE_RAMP: return all_have_been_begun(load);
        case PHASE_WARM:
        case PHASE_COUNT:
        case PHASE_TAIL:
            /* Without calls there is nothing to wait for. */
            return now_ns >= run->until_ns || load->live + load->starting + load->ending + load->waiting_count == 0;
        case PHASE_CLOSE: return load->starting + load->live + load->ending == 0;
        case PHASE_DONE: break;
    }
    return false;
}

/* SIGINT ends what counts now; a second one does not wait for the server to agree. */
static void interrupt(struct run *run, int64_t now_ns) {
    if (load_interrupted > 1) {
        run->phase = PHASE_DONE;
        return;
    }
    if (!run->tally.interrupted) {
        run->tally.interrupted = true;
        while (run->phase < PHASE_CLOSE) {
            advance(run, now_ns);
        }
    }
}

struct tally drive(struct load *load) {
    int64_t now_ns = clock_now_ns();
    struct run run = {.load = load, .pacer.period_ns = now_ns, .next_call_ns = now_ns};
    while (run.phase != PHASE_DONE) {
        now_ns = clock_now_ns();
        load->outbox.now_ns = now_ns;
        load->counters.rounds++;
        begin_calls(&run, now_ns);
        pacer_run(&run.pacer, load, now_ns);
        if (load->delay_line.wheel) {
            media_send_delayed(load, now_ns);
        }
        outbox_flush(&load->outbox);
        watch_poll(load->epoll, now_ns);
        outbox_flush(&load->outbox);
        if (load_interrupted) {
            interrupt(&run, now_ns);
        }
        if (is_over(&run, now_ns)) {
            advance(&run, now_ns);
        }
        /* While calls are being set up, every answer of the server counts. */
        int64_t idle_ns = load->starting ? load->options.tick_ns : IDLE_NS;
        int64_t next_ns = pacer_next_ns(&run.pacer, load);
        next_ns = next_ns > now_ns + idle_ns ? now_ns + idle_ns : next_ns;
        next_ns = next_ns < now_ns + load->options.tick_ns ? now_ns + load->options.tick_ns : next_ns;
        clock_sleep_until(next_ns);
    }
    return run.tally;
}
