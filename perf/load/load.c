#include "load.h"

#include "clock.h"
#include "fail.h"

#include <string.h>
#include <sys/random.h>

volatile sig_atomic_t load_interrupted;

void load_open(struct load *load, const struct options *options, const struct target *target) {
    memset(load, 0, sizeof *load);
    load->options = *options;
    load->target = target;
    load->random.state = options->seed;
    if (getrandom(&load->names, sizeof load->names, 0) < 0) {
        fail_errno("getrandom");
    }
    load->counts_from_ns = load->counts_until_ns = INT64_MAX;
    load->epoll = watch_create();
    outbox_init(&load->outbox);
    if (options->codec == CODEC_OPUS) {
        payload_load_opus(&load->payload, options->frames_file);
    } else {
        payload_load_pcmu(&load->payload, options->pcmu_file);
    }
    target->open(load);
}

static uint32_t common_divisor(uint32_t a, uint32_t b) {
    return b ? common_divisor(b, a % b) : a;
}

void load_make_calls(struct load *load, uint32_t count) {
    load->count = load->sending = count;
    load->calls = allocate(count, sizeof *load->calls);
    load->waiting = allocate(count, sizeof *load->waiting);
    load->waiting_count = count;
    directory_init(&load->directory, 2 * count);
    load->times = times_create(load->options.times_file, count, codec_ticks(load->payload.codec));
    /* A call's packets held back by reordering, those its queue holds by jitter, and what falls due in a stall of ours.
     */
    if (!impairment_is_none(&load->options.impairment)) {
        size_t queue = (size_t)(load->options.impairment.jitter_ns * 16 / PACKET_NS);
        delay_line_init(&load->delay_line, count * (32 + queue), clock_now_ns());
    }
    /* Golden-section steps: whatever part of the calls is up, it is spread over the 20 ms. */
    uint32_t step = (uint32_t)(count * 0.618) | 1;
    while (common_divisor(step, count) != 1) {
        step += 2;
    }
    for (uint32_t i = 0; i < count; i++) {
        load->calls[i].number = i;
        load->calls[i].chore_ns = INT64_MAX;
        load->calls[i].phase_ns = PACKET_NS * i / count;
        load->waiting[i] = (uint32_t)((uint64_t)i * step % count);
        load->calls[load->waiting[i]].turn = i;
    }
}
