/* Calls that take each other's place, so many that some are being set up at any moment. */
#include "drive.h"

#include "clock.h"
#include "folder.h"
#include "json.h"
#include "media.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <unistd.h>

#define SET_UP_NS (100 * NS_PER_MS)

static struct load load;
static uint32_t least_starting = UINT32_MAX;

static void open_calls(struct load *of) {
    load_make_calls(of, of->options.calls);
}

/* Nobody listens there. */
static void begin(struct load *of, struct call *call, int64_t now_ns) {
    struct endpoint discard = {INADDR_LOOPBACK, 9};
    load_give_port(of, call, discard);
    call->remote = endpoint_socket_address(discard);
    call->chore_ns = now_ns + SET_UP_NS;
}

static void chore(struct load *of, struct call *call, int64_t now_ns) {
    call->chore_ns = INT64_MAX;
    if (call->state == CALL_STARTING) {
        least_starting = of->begun > 100 && of->starting < least_starting ? of->starting : least_starting;
        load_live(of, call, now_ns);
    }
}

static void hang_up(struct load *of, struct call *call, int64_t now_ns) {
    (void)now_ns;
    load_ended(of, call);
}

static const struct target target = {"held", open_calls, begin, chore, NULL, hang_up, NULL};

/* Opens calls of 0.1 s each; more options than these end with NULL. */
static void open_load(char **more) {
    char speech[64];
    snprintf(speech, sizeof speech, "%s", folder_speech(50));
    char *arguments[24] = {"hold_test", "--target", "whip:http://127.0.0.1/", "--pcmu", speech,
                           "--calls",   "200",      "--hold",                 "0.1"};
    int count = 9;
    while (*more) {
        arguments[count++] = *more++;
    }
    struct options options;
    options_parse(&options, count, arguments);
    load_open(&load, &options, &target);
    alarm(30);
}

static void should_count_although_some_are_always_on_their_way(void) {
    open_load((char *[]){"--rate", "250", "--seconds", "1", "--warm", "0.2", NULL});
    struct tally tally = drive(&load, NULL);
    CHECK(least_starting > 0);
    CHECK(tally.seconds >= 1 && tally.seconds < 2);
    CHECK(tally.set_up > 150 && tally.set_up < 300);
    CHECK_EQUAL(0, load.failed);
    CHECK_EQUAL(0, load.live + load.starting + load.ending);
}

static void should_set_up_as_many_a_second_as_a_stair_says(void) {
    int orders[2];
    char *text, *report;
    size_t length;
    CHECK(pipe(orders) == 0);
    dprintf(orders[1], "stair 40 settle 0.4 count 1\nstair 160 settle 0.4 count 1\n");
    close(orders[1]);
    open_load((char *[]){"--stairs", NULL});
    struct stairs stairs = {.orders = orders[0], .answers = open_memstream(&text, &length)};
    drive(&load, &stairs);
    fclose(stairs.answers);
    report = text;
    for (int rate = 40; rate <= 160; rate += 120) {
        CHECK(!strncmp(report, "counting\n{", 10));
        report = strchr(report, '\n') + 1;
        double seconds = strtod(json_member(report, "countedSeconds"), NULL);
        double set_up = strtod(json_member(json_member(report, "calls"), "setUpWhileCounting"), NULL);
        CHECK(set_up > 0.85 * rate * seconds && set_up < 1.15 * rate * seconds);
        CHECK_EQUAL(set_up, strtod(json_member(json_member(report, "setUp"), "count"), NULL));
        report = strchr(report, '\n') + 1;
    }
    free(text);
    CHECK_EQUAL(0, load.live + load.starting + load.ending);
}

int main(void) {
    folder_open();
    should_count_although_some_are_always_on_their_way();
    should_set_up_as_many_a_second_as_a_stair_says();
    return check_done("calls that take each other's place");
}
