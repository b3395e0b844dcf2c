#include "options.h"

#include "clock.h"
#include "fail.h"
#include "port.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char HELP[] =
    "ringway-load --target T --calls N --seconds S (--frames FILE | --pcmu FILE) [options]\n"
    "\n"
    "Makes N calls to a server, paced exactly and spread evenly over each 20 ms, and says what became of them.\n"
    "\n"
    "  --target whip:URL           WebRTC: the offer is posted to URL, like whip:http://127.0.0.1:8080/webrtc\n"
    "  --target sip:USER@HOST:PORT SIP over UDP, HOST an IPv4 address\n"
    "  --target plan:FILE          no signaling: one call a line of JSON (perf/README.md says what is in it)\n"
    "  --calls N                   calls at once; default 1, or the plan's lines\n"
    "  --rate R                    calls begun a second; default 50\n"
    "  --hold S                    hang each call up after so many seconds of media and begin another in its place\n"
    "  --seconds S                 time that counts, from when all calls are up and warm; default 10\n"
    "  --warm S                    time before that; default 1\n"
    "  --stairs                    do what standard input says: \"stair N settle S count S\" makes N of the calls\n"
    "                              send, or begins N a second with --hold, counts after the time to settle, and is\n"
    "                              answered by a line of JSON; --seconds, --warm and --json mean nothing then\n"
    "  --setup-timeout S           a call that takes longer has failed; default 10\n"
    "  --frames FILE               Opus packets of 20 ms, each behind its length (16 bits, big end first)\n"
    "  --pcmu FILE                 raw mu-law at 8 kHz; sends PCMU instead of Opus\n"
    "  --srtp gcm|cm|none          whip: AEAD_AES_128_GCM (default) or AES128_CM_SHA1_80;\n"
    "                              sip: the latter keyed by SDES, or none (default)\n"
    "  --one-way                   nothing is expected back\n"
    "  --match payload|order|count how what comes back is told apart: by what is in it (default), by its order\n"
    "                              (a server that transcodes), or not at all (one that mixes); plan: per line\n"
    "  --open-every K              authenticate and decrypt every K-th packet that comes back; default 1\n"
    "  --loss PERCENT, --burst N   packets that are never sent, in runs of that mean length\n"
    "  --jitter MS                 packets wait in a queue that keeps order, exponentially distributed, that mean\n"
    "  --reorder PERCENT           packets that one to three later ones overtake\n"
    "  --seed N                    chooses SSRCs, keys of SDES and what is lost; default 1\n"
    "  --times FILE                keep when each packet was sent in FILE, for a speech service to map\n"
    "  --json FILE                 write all figures there\n"
    "  --core N                    run on that processor only\n"
    "  --realtime                  before all other processes (SCHED_FIFO), for a processor of its own; needs root\n"
    "  --tick US                   shortest time between two rounds of sending; default 200\n"
    "  --local ADDRESS             loopback address of the first call; default 127.16.0.1\n"
    "\n"
    "Ends with 0, 1 when a call failed or the generator itself was too slow, 2 when it could not run.\n";

/* What is encrypted how follows from the target unless it is said. */
#define NOT_SAID ((enum srtp_profile)99)

enum choice {
    TARGET = 256,
    CALLS,
    RATE,
    HOLD,
    STAIRS,
    SECONDS,
    WARM,
    SETUP_TIMEOUT,
    FRAMES,
    PCMU,
    SRTP,
    ONE_WAY,
    MATCH,
    OPEN_EVERY,
    LOSS,
    BURST,
    JITTER,
    REORDER,
    SEED,
    TIMES,
    JSON,
    CORE,
    REALTIME,
    TICK,
    LOCAL,
    HELP_ME
};

static const struct option OPTIONS[] = {{"target", 1, 0, TARGET},
                                        {"calls", 1, 0, CALLS},
                                        {"rate", 1, 0, RATE},
                                        {"hold", 1, 0, HOLD},
                                        {"stairs", 0, 0, STAIRS},
                                        {"seconds", 1, 0, SECONDS},
                                        {"warm", 1, 0, WARM},
                                        {"setup-timeout", 1, 0, SETUP_TIMEOUT},
                                        {"frames", 1, 0, FRAMES},
                                        {"pcmu", 1, 0, PCMU},
                                        {"srtp", 1, 0, SRTP},
                                        {"one-way", 0, 0, ONE_WAY},
                                        {"match", 1, 0, MATCH},
                                        {"open-every", 1, 0, OPEN_EVERY},
                                        {"loss", 1, 0, LOSS},
                                        {"burst", 1, 0, BURST},
                                        {"jitter", 1, 0, JITTER},
                                        {"reorder", 1, 0, REORDER},
                                        {"seed", 1, 0, SEED},
                                        {"times", 1, 0, TIMES},
                                        {"json", 1, 0, JSON},
                                        {"core", 1, 0, CORE},
                                        {"realtime", 0, 0, REALTIME},
                                        {"tick", 1, 0, TICK},
                                        {"local", 1, 0, LOCAL},
                                        {"help", 0, 0, HELP_ME},
                                        {0, 0, 0, 0}};

static double number(const char *name, const char *text, double least, double most) {
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= least && value <= most)) {
        fail("--%s takes a number from %g to %g, not '%s'", name, least, most, text);
    }
    return value;
}

static int choice(const char *name, const char *text, const char *const *choices) {
    for (int i = 0; choices[i]; i++) {
        if (!strcmp(text, choices[i])) {
            return i;
        }
    }
    fail("--%s does not know '%s'; --help says what it takes", name, text);
}

static uint32_t local_address(const char *text) {
    char both[64];
    struct endpoint e;
    snprintf(both, sizeof both, "%s:0", text);
    if (!endpoint_parse(both, &e) || !endpoint_is_loopback(e)) {
        fail("--local takes an address of 127.0.0.0/8, not '%s'", text);
    }
    return e.address;
}

static void take(struct options *o, int option, const char *name, const char *value) {
    static const char *const srtp_choices[] = {"none", "cm", "gcm", NULL};
    static const char *const match_choices[] = {"count", "payload", "order", NULL};
    switch (option) {
        case TARGET: o->target = value; break;
        case CALLS: o->calls = (uint32_t)number(name, value, 1, 1e6); break;
        case RATE: o->rate = number(name, value, 0.1, 1e5); break;
        case HOLD: o->hold_s = number(name, value, 0.1, 1e6); break;
        case STAIRS: o->stairs = true; break;
        case SECONDS: o->seconds = number(name, value, 0.1, 1e6); break;
        case WARM: o->warm_seconds = number(name, value, 0, 1e4); break;
        case SETUP_TIMEOUT: o->setup_timeout_s = number(name, value, 0.1, 1e3); break;
        case FRAMES: o->frames_file = value; break;
        case PCMU: o->pcmu_file = value; break;
        case SRTP: o->srtp = (enum srtp_profile)choice(name, value, srtp_choices); break;
        case ONE_WAY: o->one_way = true; break;
        case MATCH: o->match = (enum match)choice(name, value, match_choices); break;
        case OPEN_EVERY: o->open_every = (uint32_t)number(name, value, 1, 250); break;
        case LOSS: o->impairment.loss = number(name, value, 0, 99) / 100; break;
        case BURST: o->impairment.burst = number(name, value, 1, 1000); break;
        case JITTER: o->impairment.jitter_ns = number(name, value, 0, 1000) * 1e6; break;
        case REORDER: o->impairment.reorder = number(name, value, 0, 100) / 100; break;
        case SEED: o->seed = (uint64_t)number(name, value, 0, 1e15); break;
        case TIMES: o->times_file = value; break;
        case JSON: o->json_file = value; break;
        case CORE: o->core = (int)number(name, value, 0, 1023); break;
        case REALTIME: o->realtime = true; break;
        case TICK: o->tick_ns = (int64_t)(number(name, value, 10, 5000) * 1e3); break;
        case LOCAL: o->local = local_address(value); break;
        case HELP_ME: fputs(HELP, stdout); exit(0);
        default: fail("--help says what there is");
    }
}

static void check(struct options *o) {
    if (!o->target) {
        fail("--target is missing; --help says what there is");
    }
    if (!o->frames_file == !o->pcmu_file) {
        fail("one of --frames FILE and --pcmu FILE is needed");
    }
    bool whip = !strncmp(o->target, "whip:", 5);
    bool sip = !strncmp(o->target, "sip:", 4);
    bool plan = !strncmp(o->target, "plan:", 5);
    if (!whip && !sip && !plan) {
        fail("--target begins with whip:, sip: or plan:, not as in '%s'", o->target);
    }
    if (o->srtp == NOT_SAID) {
        o->srtp = whip ? PROFILE_GCM_128 : PROFILE_NONE;
    }
    if (whip && o->srtp == PROFILE_NONE) {
        fail("WebRTC is never plain: --srtp gcm or --srtp cm");
    }
    if (sip && o->srtp == PROFILE_GCM_128) {
        fail("with sip: there is --srtp cm (by SDES) and --srtp none");
    }
    if (o->stairs && o->calls == 0) {
        fail("--stairs needs --calls: how many there are at most");
    }
    if (plan && o->hold_s > 0) {
        fail("--hold needs signaling, and a plan has none");
    }
    if (o->hold_s > 0 && o->times_file) {
        fail("--times has one record a call: it goes not with --hold");
    }
    o->codec = o->pcmu_file ? CODEC_PCMU : CODEC_OPUS;
}

void options_parse(struct options *o, int count, char **arguments) {
    *o = (struct options){.rate = 50,
                          .seconds = 10,
                          .warm_seconds = 1,
                          .setup_timeout_s = 10,
                          .core = -1,
                          .srtp = NOT_SAID,
                          .match = MATCH_PAYLOAD,
                          .open_every = 1,
                          .tick_ns = 200 * NS_PER_US,
                          .impairment.burst = 1,
                          .seed = 1,
                          .local = 0x7F100001};
    int option, which = 0;
    optind = 1;
    while ((option = getopt_long(count, arguments, "", OPTIONS, &which)) != -1) {
        take(o, option, OPTIONS[which].name, optarg);
    }
    if (optind < count) {
        fail("'%s' is no option; --help says what there is", arguments[optind]);
    }
    check(o);
}
