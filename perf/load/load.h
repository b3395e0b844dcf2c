/* One run: its calls, and what all of them share. Everything runs on the one thread that owns this. */
#ifndef RW_LOAD_H
#define RW_LOAD_H

#include "call.h"
#include "delay_line.h"
#include "directory.h"
#include "histogram.h"
#include "options.h"
#include "outbox.h"
#include "target.h"

#include <signal.h>

/* Cleared when the time that counts begins. */
struct counters {
    uint64_t sent, sent_bytes, late;
    uint64_t withheld, delayed, reordered, overfull; /* by impairment */
    uint64_t received, received_bytes, returned, unmatched, unauthentic, strange;
    uint64_t aside; /* at a leg that nothing is expected at */
    uint64_t rtcp_sent, rtcp_received;
    uint64_t rounds; /* of the loop */
};

struct load {
    struct options options;
    const struct target *target;
    void *target_state;
    struct call *calls;
    uint32_t count;
    uint32_t sending; /* of them: those whose turn came after that are not begun, or pause */
    struct payload payload;
    struct random random; /* of the seed: what is sent */
    struct random names;  /* of this run alone: servers remember Call-IDs and credentials of earlier ones */
    struct outbox outbox;
    struct delay_line delay_line;
    struct directory directory;
    struct port *shared; /* NULL when calls have ports of their own */
    struct port **ports; /* all there are */
    uint32_t port_count;
    struct times *times;
    int epoll;

    /* What is sent between these counts, and what comes back of it; INT64_MAX: not yet known. */
    int64_t counts_from_ns, counts_until_ns;
    struct counters counters;
    struct histogram pacing;            /* how much later than due packets were sent */
    struct histogram latency;           /* of what came back */
    struct histogram answered, setup;   /* from first request to answer, to media (with hold: as packets) */
    struct histogram report_round_trip; /* as RTCP tells it */
    uint32_t starting, live, ending;    /* calls now; lingering ones are live */
    uint64_t again;                     /* SIP requests sent once more */
    uint64_t begun, set_up, ended, failed;
    int64_t first_begun_ns, last_set_up_ns;
    int64_t not_returned, remote_lost; /* of calls that are over */
    int64_t not_returned_at_first;     /* of calls not yet settled */
    uint32_t *waiting;                 /* numbers of calls whose turn will come, a ring of count */
    uint32_t waiting_first, waiting_count;
    bool closing; /* no more calls are begun */
    char first_failure[256];
};

/* Whether a packet sent then is one of those that count. */
static inline bool load_counts(const struct load *load, int64_t sent_ns) {
    return sent_ns >= load->counts_from_ns && sent_ns < load->counts_until_ns;
}

/* Set by SIGINT and SIGTERM. */
extern volatile sig_atomic_t load_interrupted;

/* Reads the sound, and lets the target open. */
void load_open(struct load *load, const struct options *options, const struct target *target);

/* The calls, once a target knows how many; sets them up for waiting in an order that fills the 20 ms evenly. */
void load_make_calls(struct load *load, uint32_t count);

/* Begins the next waiting call. */
void load_begin_next(struct load *load, int64_t now_ns);

/* What a call has to do once every 20 ms, at its place within them. */
void load_visit(struct load *load, struct call *call, int64_t due_ns, int64_t now_ns);

/* Lets what is live linger and abandons what is not; begins nothing more. */
void load_close(struct load *load, int64_t now_ns);

/* Which of our addresses packets to remote come from. */
uint32_t load_address_towards(struct endpoint remote);

struct port *load_open_port(struct load *load, struct endpoint at, bool shared);

/* A place for the call's packets: the shared port and an address, or a port of its own towards remote. */
void load_give_port(struct load *load, struct call *call, struct endpoint remote);

/* What targets tell of a call. */
void load_live(struct load *load, struct call *call, int64_t now_ns);
void load_ended(struct load *load, struct call *call);
void load_failed(struct load *load, struct call *call, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Given to ports: finds the call and hands the datagram on. */
void load_datagram(void *load, struct port *port, struct datagram *datagram);

#endif
