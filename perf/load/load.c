#include "load.h"

#include "clock.h"
#include "fail.h"
#include "media.h"

#include <arpa/inet.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINGER_NS (500 * NS_PER_MS)
#define ENDING_NS (5 * NS_PER_S)
#define MOST_ENDING 64
#define REPORT_NS (5 * NS_PER_S)

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
    load->count = count;
    load->calls = allocate(count, sizeof *load->calls);
    load->waiting = allocate(count, sizeof *load->waiting);
    load->waiting_count = count;
    directory_init(&load->directory, 2 * count);
    load->times = times_create(load->options.times_file, count, codec_ticks(load->payload.codec));
    /* Three packets of every call may be held back by reordering, and as many as its queue is long by jitter. */
    if (!impairment_is_none(&load->options.impairment)) {
        size_t queue = (size_t)(load->options.impairment.jitter_ns * 16 / PACKET_NS);
        delay_line_init(&load->delay_line, count * (8 + queue), clock_now_ns());
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
    }
}

struct port *load_open_port(struct load *load, struct endpoint at, bool shared) {
    struct port *port = port_open(load->epoll, at, shared, load_datagram, load);
    if (!load->ports) {
        load->ports = allocate(2 * load->count + 1, sizeof *load->ports);
    }
    load->ports[load->port_count++] = port;
    return port;
}

uint32_t load_address_towards(struct endpoint remote) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = endpoint_socket_address(remote);
    socklen_t length = sizeof address;
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        fail("no way to %s: %m", inet_ntoa(address.sin_addr));
    }
    getsockname(fd, (struct sockaddr *)&address, &length);
    close(fd);
    return ntohl(address.sin_addr.s_addr);
}

void load_give_port(struct load *load, struct call *call, struct endpoint remote) {
    if (endpoint_is_loopback(remote)) {
        if (!load->shared) {
            load->shared = load_open_port(load, (struct endpoint){0, 0}, true);
        }
        call->port = load->shared;
        call->local = load->options.local + call->number;
    } else if (!call->port) {
        call->port = load_open_port(load, (struct endpoint){load_address_towards(remote), 0}, false);
        call->local = call->port->bound.address;
    }
    directory_put(&load->directory, (struct endpoint){call->local, call->port->bound.number}, call);
}

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
    call->until_ns = load->options.hold_s > 0 ? now_ns + (int64_t)(load->options.hold_s * NS_PER_S) : INT64_MAX;
    load->starting--;
    load->live++;
    load->set_up++;
    load->last_set_up_ns = now_ns;
    histogram_record(&load->setup, now_ns - call->began_ns);
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
        media_send(load, call, due_ns);
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

/* The other leg of a bridge may say something to us too: that answers nothing. */
static bool is_aside(const struct call *call, const struct datagram *d, uint16_t port) {
    const struct endpoint *at = &call->answer_at;
    return at->number && (at->number != port || at->address != d->to.address);
}

/* RFC 7983: what it is shows in the first byte. */
void load_datagram(void *owner, struct port *port, struct datagram *d) {
    struct load *load = owner;
    struct call *call = directory_find(&load->directory, (struct endpoint){d->to.address, port->bound.number});
    if (!call || d->length == 0 || call->state == CALL_WAITING || call->state >= CALL_ENDED) {
        load->counters.strange++;
    } else if (d->bytes[0] >= 128 && d->bytes[0] <= 191) {
        if (call->state == CALL_LIVE || call->state == CALL_LINGERING) {
            if (is_aside(call, d, port->bound.number)) {
                load->counters.aside++;
            } else {
                media_receive(load, call, d);
            }
        }
    } else if (load->target->datagram) {
        load->target->datagram(load, call, d);
    } else {
        load->counters.strange++;
    }
}
