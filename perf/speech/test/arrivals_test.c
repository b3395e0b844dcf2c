#include "arrivals.h"

#include "check.h"
#include "clock.h"
#include "folder.h"
#include "times.h"

#define CALLS 3
#define TICKS 960
#define FIRST_RTP 0xfffffc00u /* wraps with the second packet */
#define LATE_NS (5 * NS_PER_MS)

static struct arrivals arrivals;

static void hear(const char *id, uint64_t sequence, uint32_t rtp, uint32_t flags) {
    struct segment segment = {
        .id = id, .id_length = strlen(id), .sequence = sequence, .rtp = rtp, .flags = flags, .dropped_samples = 0};
    arrivals.listener.on_segment(&arrivals.listener, &segment);
}

static struct times *begin(const char *file) {
    struct times *times = times_create(file, CALLS, TICKS);
    arrivals_init(&arrivals);
    arrivals.sent = sent_open(file);
    CHECK(arrivals.sent != NULL);
    arrivals.now_ns = clock_now_ns();
    return times;
}

static void should_take_times_of_sessions_known_by_id_or_by_rtp(void) {
    struct times *times = begin(in_folder("known"));
    times_call(times, 0, 7, FIRST_RTP, "known");
    times_call(times, 1, 8, 77, "");
    for (uint32_t i = 0; i < 2 * TIMES_SLOTS; i++) {
        times_sent(times, 0, FIRST_RTP + i * TICKS, arrivals.now_ns - LATE_NS);
        times_sent(times, 1, 77 + i * TICKS, arrivals.now_ns - 2 * LATE_NS);
        hear("known", i, FIRST_RTP + i * TICKS, 0);
        hear("named by the server", i, 77 + i * TICKS, 0);
    }
    CHECK_EQUAL(4 * TIMES_SLOTS, arrivals.latency.total);
    CHECK_EQUAL(LATE_NS, arrivals.latency.min_ns);
    CHECK_EQUAL(2 * LATE_NS, arrivals.latency.max_ns);
    CHECK_EQUAL(0, arrivals.unmatched);
    CHECK_EQUAL(0, arrivals.jumps);
    arrivals_free(&arrivals);
}

static void should_count_what_was_lost_on_the_way(void) {
    struct times *times = begin(in_folder("lost"));
    times_call(times, 0, 7, 0, "known");
    times_sent(times, 0, 0, arrivals.now_ns);
    times_sent(times, 0, 5 * TICKS, arrivals.now_ns);
    hear("known", 0, 0, 0);
    hear("known", 1, TICKS, SEGMENT_LOST);
    hear("known", 2, 2 * TICKS, 0);
    hear("known", 5, 5 * TICKS, 0);
    hear("known", 6, 3 * TICKS, SEGMENT_LATE);
    hear("known", 7, 6 * TICKS, SEGMENT_DTX);
    CHECK_EQUAL(6, arrivals.segments);
    CHECK_EQUAL(1, arrivals.lost);
    CHECK_EQUAL(1, arrivals.late);
    CHECK_EQUAL(1, arrivals.jumps);
    CHECK_EQUAL(1, arrivals.unmatched);
    CHECK_EQUAL(2, arrivals.latency.total);
    arrivals_reset(&arrivals, 0);
    CHECK_EQUAL(0, arrivals.segments);
    hear("known", 8, 7 * TICKS, SEGMENT_DTX);
    CHECK_EQUAL(0, arrivals.jumps);
    arrivals_free(&arrivals);
}

static void should_count_for_as_long_as_it_was_told(void) {
    arrivals_init(&arrivals);
    arrivals_reset(&arrivals, NS_PER_S);
    arrivals.now_ns = arrivals.since_ns + NS_PER_S - 1;
    hear("somebody", 0, 0, 0);
    arrivals_behind(&arrivals, arrivals.now_ns, LATE_NS);
    arrivals.now_ns++;
    hear("somebody", 1, 0, 0);
    hear("somebody", 9, 0, SEGMENT_LOST);
    arrivals_behind(&arrivals, arrivals.now_ns, 2 * LATE_NS);
    CHECK_EQUAL(1, arrivals.segments);
    CHECK_EQUAL(0, arrivals.lost + arrivals.jumps);
    CHECK_EQUAL(LATE_NS, arrivals.behind.max_ns);
    arrivals_reset(&arrivals, 0);
    hear("somebody", 10, 0, 0);
    CHECK_EQUAL(0, arrivals.jumps);
    arrivals_free(&arrivals);
}

/* A number is not said to be a packet's when two calls could have sent it. */
static void should_not_guess(void) {
    struct times *times = begin(in_folder("guess"));
    times_call(times, 0, 7, 100, "");
    times_call(times, 1, 8, 100, "");
    times_sent(times, 0, 100, arrivals.now_ns);
    times_sent(times, 1, 100, arrivals.now_ns);
    hear("somebody", 0, 100, 0);
    hear("somebody", 1, 101, 0);
    CHECK_EQUAL(2, arrivals.unmatched);
    arrivals_free(&arrivals);
}

static void should_wait_for_a_table_that_is_not_made_yet(void) {
    CHECK(sent_open(in_folder("none")) == NULL);
    FILE *begun = fopen(in_folder("begun"), "w");
    for (int i = 0; i < 128; i++) {
        fputc(0, begun);
    }
    fclose(begun);
    CHECK(sent_open(in_folder("begun")) == NULL);
}

static void should_say_nothing_it_does_not_know(void) {
    arrivals_init(&arrivals);
    hear("somebody", 0, 0, 0);
    char *text;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    arrivals_report(&arrivals, to);
    fclose(to);
    CHECK(strstr(text, "\"segments\": 1,") != NULL);
    CHECK(strstr(text, "\"unmatched\": 1,") != NULL);
    CHECK(strstr(text, "\"latency_us\": {\"count\": 0, \"p50\": 0.0,") != NULL);
    free(text);
    arrivals_free(&arrivals);
}

int main(void) {
    folder_open();
    should_take_times_of_sessions_known_by_id_or_by_rtp();
    should_count_what_was_lost_on_the_way();
    should_count_for_as_long_as_it_was_told();
    should_not_guess();
    should_wait_for_a_table_that_is_not_made_yet();
    should_say_nothing_it_does_not_know();
    return check_done("arrivals_test");
}
