#define _GNU_SOURCE
#include "drive.h"
#include "fail.h"
#include "plan.h"
#include "report.h"
#include "sip.h"
#include "whip.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static struct load load;

static void interrupt(int signal) {
    (void)signal;
    load_interrupted++;
}

static void prepare_process(const struct options *o) {
    struct sigaction action = {.sa_handler = interrupt};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    /* Sleep is to end when asked, not 50 us later. */
    prctl(PR_SET_TIMERSLACK, 1UL);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (o->core >= 0) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(o->core, &cores);
        if (sched_setaffinity(0, sizeof cores, &cores) < 0) {
            fail("cannot run on processor %d: %m", o->core);
        }
    }
    /* The speech service beside it takes 1. */
    struct sched_param priority = {.sched_priority = 2};
    if (o->realtime && sched_setscheduler(0, SCHED_FIFO, &priority) < 0) {
        fail("--realtime: %m");
    }
}

static const struct target *target_of(const struct options *o) {
    if (!strncmp(o->target, "whip:", 5)) {
        return &whip_target;
    }
    return strncmp(o->target, "sip:", 4) ? &plan_target : &sip_target;
}

int main(int count, char **arguments) {
    struct options options;
    options_parse(&options, count, arguments);
    prepare_process(&options);
    load_open(&load, &options, target_of(&options));
    if (options.stairs) {
        struct stairs stairs = {.orders = STDIN_FILENO, .answers = stdout};
        drive(&load, &stairs);
        return 0;
    }
    struct tally tally = drive(&load, NULL);
    if (options.json_file) {
        report_write_json(&load, &tally, options.json_file);
    }
    report_print(&load, &tally);
    return load.failed || report_is_generator_limited(&load);
}
