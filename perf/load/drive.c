#include "drive.h"

#include "clock.h"
#include "media.h"
#include "pacer.h"

/* With nothing to send, arrivals are still looked for so often. */
#define IDLE_NS NS_PER_MS
#define MOST_STARTING 1024

/* A transcoder gives out a packet when the next one comes: the last ones that count need some behind them. */
#define TAIL_NS (300 * NS_PER_MS)

enum phase { PHASE_ORDER, PHASE_RAMP, PHASE_WARM, PHASE_LOOK, PHASE_COUNT, PHASE_TAIL, PHASE_CLOSE, PHASE_DONE };

struct run {
    struct load *load;
    struct stairs *stairs; /* NULL: the options say all */
    struct pacer pacer;
    enum phase phase;
    int64_t until_ns; /* end of the phase, where time ends it */
    int64_t next_call_ns;
    struct tally tally;
};

static bool may_begin(const struct load *load) {
    bool wanted = load->options.hold_s > 0 ? load->sending > 0 : load->begun < load->sending;
    return wanted && !load->closing && load->waiting_count > 0 && load->starting < MOST_STARTING;
}

static void begin_calls(struct run *run, int64_t now_ns) {
    int64_t step_ns = (int64_t)((double)NS_PER_S / run->load->options.rate);
    while (run->next_call_ns <= now_ns && may_begin(run->load)) {
        load_begin_next(run->load, now_ns);
        run->next_call_ns += step_ns;
    }
    /* Time in which nothing could be begun is not made up for by a burst. */
    if (run->next_call_ns < now_ns - 10 * NS_PER_MS) {
        run->next_call_ns = now_ns;
    }
}

static void close_calls(struct run *run, int64_t now_ns) {
    load_close(run->load, now_ns);
    run->phase = PHASE_CLOSE;
}

static void take_order(struct run *run, int64_t now_ns) {
    struct load *load = run->load;
    struct stair next;
    switch (stairs_read(run->stairs, load->count, &next)) {
        case STAIRS_NOTHING_YET: return;
        case STAIRS_END: close_calls(run, now_ns); return;
        case STAIRS_NEXT: break;
    }
    bool in_turn = load->options.hold_s > 0;
    load->sending = in_turn ? load->count : next.calls;
    load->options.rate = in_turn ? next.calls : load->options.rate;
    load->options.warm_seconds = next.settle_s;
    load->options.seconds = next.count_s;
    histogram_clear(&load->answered);
    histogram_clear(&load->setup);
    run->phase = PHASE_RAMP;
}

static void begin_counting(struct run *run) {
    struct load *load = run->load;
    tally_begin(&run->tally, load);
    if (run->stairs) {
        stairs_tell_counting(run->stairs);
    }
    run->until_ns = run->tally.from_ns + (int64_t)(load->options.seconds * NS_PER_S);
    run->phase = PHASE_COUNT;
}

/* What comes after the phase that is over. */
static void advance(struct run *run, int64_t now_ns) {
    struct load *load = run->load;
    switch (run->phase) {
        case PHASE_ORDER: take_order(run, now_ns); break;
        case PHASE_RAMP:
            run->tally.setup_cpu_s = tally_cpu_s();
            run->until_ns = now_ns + (int64_t)(load->options.warm_seconds * NS_PER_S);
            run->phase = PHASE_WARM;
            break;
        case PHASE_WARM:
            tally_look(&run->tally, load);
            run->phase = PHASE_LOOK;
            break;
        case PHASE_LOOK: begin_counting(run); break;
        case PHASE_COUNT:
            tally_end(&run->tally, load);
            run->until_ns = now_ns + TAIL_NS;
            run->phase = PHASE_TAIL;
            break;
        case PHASE_TAIL:
            if (run->stairs) {
                tally_add_up(&run->tally, load);
                stairs_tell(run->stairs, load, &run->tally);
                run->phase = PHASE_ORDER;
            } else {
                close_calls(run, now_ns);
            }
            break;
        case PHASE_CLOSE:
        case PHASE_DONE: run->phase = PHASE_DONE; break;
    }
}

/*
 * Where calls take each other's place some are always on their way, and the faster they come the less there is a moment
 * without: there it is enough that as many as there are places have got somewhere. Places that stairs have are for the
 * highest of them, and lower ones do not fill them.
 */
static bool all_have_been_begun(const struct run *run) {
    const struct load *load = run->load;
    if (load->options.hold_s > 0) {
        return run->stairs || load->begun >= load->count + (uint64_t)load->starting;
    }
    return load->starting == 0 && load->begun >= load->sending;
}

/* Without calls there is nothing to wait for. */
static bool time_is_over(const struct run *run, int64_t now_ns) {
    const struct load *load = run->load;
    return now_ns >= run->until_ns || load->live + load->starting + load->ending + load->waiting_count == 0;
}

static bool is_over(struct run *run, int64_t now_ns) {
    const struct load *load = run->load;
    switch (run->phase) {
        case PHASE_ORDER: return true;
        case PHASE_RAMP: return all_have_been_begun(run);
        case PHASE_WARM:
        case PHASE_COUNT: return time_is_over(run, now_ns);
        case PHASE_LOOK: return tally_has_looked(&run->tally);
        case PHASE_TAIL: return tally_has_looked(&run->tally) && time_is_over(run, now_ns);
        case PHASE_CLOSE: return load->starting + load->live + load->ending == 0;
        case PHASE_DONE: break;
    }
    return false;
}

/* SIGINT ends what counts now; a second one does not wait for the server to agree. */
static void interrupt(struct run *run, int64_t now_ns) {
    if (load_interrupted > 1) {
        run->phase = PHASE_DONE;
    } else if (!run->tally.interrupted) {
        run->tally.interrupted = true;
        if (run->stairs) {
            close_calls(run, now_ns);
        }
        while (run->phase < PHASE_CLOSE) {
            advance(run, now_ns);
        }
    }
}

struct tally drive(struct load *load, struct stairs *stairs) {
    int64_t now_ns = clock_now_ns();
    struct run run = {.load = load, .stairs = stairs, .pacer.period_ns = now_ns, .next_call_ns = now_ns};
    run.phase = stairs ? PHASE_ORDER : PHASE_RAMP;
    load->sending = stairs ? 0 : load->count;
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
    tally_add_up(&run.tally, load);
    return run.tally;
}
