#include "impairment.h"

#include "check.h"
#include "clock.h"
#include "delay_line.h"

#define PACKETS 200000

static void should_lose_the_share_in_runs_of_the_mean_length(double loss, double burst) {
    struct impairment network = {.loss = loss, .burst = burst};
    struct impaired call = {.random.state = 7};
    double lost = 0, runs = 0;
    bool before = false;
    for (int i = 0; i < PACKETS; i++) {
        int64_t due_ns = i * PACKET_NS;
        bool now = impairment_decide(&network, &call, &due_ns) == FATE_LOSE;
        lost += now;
        runs += now && !before;
        before = now;
    }
    CHECK(lost / PACKETS > loss * 0.93 && lost / PACKETS < loss * 1.07);
    if (burst > 1) {
        CHECK(lost / runs > burst * 0.93 && lost / runs < burst * 1.07);
    }
}

static void should_keep_order_in_jitter(void) {
    struct impairment network = {.burst = 1, .jitter_ns = 30e6};
    struct impaired call = {.random.state = 8};
    int64_t before_ns = 0, waited_ns = 0;
    for (int i = 0; i < PACKETS; i++) {
        int64_t due_ns = i * PACKET_NS;
        CHECK_EQUAL(FATE_DELAY, impairment_decide(&network, &call, &due_ns));
        CHECK(due_ns >= before_ns && due_ns >= i * PACKET_NS);
        before_ns = due_ns;
        waited_ns += due_ns - i * PACKET_NS;
    }
    /* Waiting behind others makes it longer than the mean of one alone. */
    CHECK(waited_ns / PACKETS > 30 * NS_PER_MS && waited_ns / PACKETS < 60 * NS_PER_MS);
}

static void should_do_the_same_for_the_same_seed(void) {
    struct impairment network = {.loss = 0.1, .burst = 2, .jitter_ns = 5e6, .reorder = 0.05};
    struct impaired one = {.random.state = 9}, other = {.random.state = 9};
    int reordered = 0;
    for (int i = 0; i < 10000; i++) {
        int64_t one_ns = i * PACKET_NS, other_ns = one_ns;
        enum fate fate = impairment_decide(&network, &one, &one_ns);
        CHECK_EQUAL(fate, impairment_decide(&network, &other, &other_ns));
        CHECK_EQUAL(one_ns, other_ns);
        reordered += fate == FATE_REORDER;
    }
    CHECK(reordered > 350 && reordered < 550);
}

static void should_give_packets_back_when_due(void) {
    struct delay_line line;
    struct random random = {.state = 10};
    int64_t now_ns = 5 * NS_PER_S;
    delay_line_init(&line, 100, now_ns);
    int inside = 0, seen = 0;
    for (int step = 0; step < 20000; step++, now_ns += 200 * NS_PER_US) {
        struct delayed *packet = step < 10000 ? delay_line_take(&line) : NULL;
        if (packet) {
            packet->due_ns = now_ns + (int64_t)(random_unit(&random) * 40e6);
            delay_line_put(&line, packet);
            inside++;
        } else {
            CHECK(step >= 10000 || inside == 100);
        }
        while ((packet = delay_line_due(&line, now_ns))) {
            CHECK(packet->due_ns <= now_ns && now_ns - packet->due_ns <= NS_PER_MS);
            delay_line_give_back(&line, packet);
            inside--;
            seen++;
        }
    }
    CHECK_EQUAL(0, inside);
    CHECK(seen > 1000);
}

int main(void) {
    should_lose_the_share_in_runs_of_the_mean_length(0.05, 1);
    should_lose_the_share_in_runs_of_the_mean_length(0.1, 4);
    should_lose_the_share_in_runs_of_the_mean_length(0.3, 2.5);
    should_keep_order_in_jitter();
    should_do_the_same_for_the_same_seed();
    should_give_packets_back_when_due();
    return check_done("impairment");
}
