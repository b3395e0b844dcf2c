#include "round_trip.h"

#include "check.h"

#include "clock.h"

static int64_t sent_at(uint32_t index) {
    return NS_PER_S + index * PACKET_NS;
}

static void should_match_what_is_passed_on_by_its_payload(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_PAYLOAD, 960);
    for (uint32_t i = 0; i < 500; i++) {
        round_trip_sent(&r, i, 1000 + i, sent_at(i));
        /* Two packets behind, on another clock, every tenth lost. */
        if (i >= 2 && i % 10) {
            CHECK_EQUAL(sent_at(i - 2),
                        round_trip_received(&r, 7, 0xFFFF0000u + (i - 2) * 960, 1000 + i - 2, ROUND_TRIP_SEEN));
        }
    }
}

static void should_not_be_misled_by_silence(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_PAYLOAD, 160);
    for (uint32_t i = 0; i < 200; i++) {
        uint32_t hash = i < 50 || i > 100 ? 1 : i;
        round_trip_sent(&r, i, hash, sent_at(i));
        if (i >= 3) {
            uint32_t answered = i - 3;
            int64_t found = round_trip_received(&r, 7, 5000 + answered * 160,
                                                answered < 50 || answered > 100 ? 1 : answered, ROUND_TRIP_SEEN);
            /* Nothing is said until a packet came that is like no other; from then on silence is told apart by time. */
            CHECK_EQUAL(answered < 50 ? 0 : sent_at(answered), found);
        }
    }
}

static void should_match_what_is_transcoded_by_its_order(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_ORDER, 160);
    for (uint32_t i = 3; i < 1000; i++) {
        round_trip_sent(&r, i, i, sent_at(i));
        if (i >= 6) {
            CHECK_EQUAL(sent_at(i - 3), round_trip_received(&r, 9, 77 + (i - 6) * 160, 0, ROUND_TRIP_SEEN));
        }
    }
}

static void should_not_take_silence_before_it_for_an_answer(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_ORDER, 160);
    for (uint32_t i = 0; i < 10; i++) {
        CHECK_EQUAL(0, round_trip_received(&r, 9, i * 160, 0, ROUND_TRIP_SEEN));
    }
    round_trip_sent(&r, 0, 0, sent_at(0));
    /* The bridge sends silence once more; then each answer comes before the next packet is sent. */
    CHECK_EQUAL(sent_at(0), round_trip_received(&r, 9, 10 * 160, 0, ROUND_TRIP_SEEN));
    CHECK_EQUAL(0, round_trip_received(&r, 9, 11 * 160, 0, ROUND_TRIP_SEEN));
    for (uint32_t i = 1; i < 200; i++) {
        round_trip_sent(&r, i, 0, sent_at(i));
        CHECK_EQUAL(sent_at(i), round_trip_received(&r, 9, (11 + i) * 160, 0, ROUND_TRIP_SEEN));
    }
}

static void should_count_a_duplicate_once(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_PAYLOAD, 960);
    round_trip_sent(&r, 0, 11, sent_at(0));
    round_trip_sent(&r, 1, 12, sent_at(1));
    CHECK_EQUAL(sent_at(1), round_trip_received(&r, 7, 960, 12, ROUND_TRIP_SEEN));
    CHECK_EQUAL(0, round_trip_received(&r, 7, 960, 12, ROUND_TRIP_SEEN));
    CHECK_EQUAL(sent_at(0), round_trip_received(&r, 7, 0, 11, ROUND_TRIP_SEEN));
}

static void should_follow_a_source_that_begins_anew(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_PAYLOAD, 960);
    for (uint32_t i = 0; i < 300; i++) {
        round_trip_sent(&r, i, i, sent_at(i));
        uint32_t ssrc = i < 100 ? 1 : 2, base = i < 100 ? 0 : 123456;
        CHECK_EQUAL(sent_at(i), round_trip_received(&r, ssrc, base + i * 960, i, ROUND_TRIP_SEEN));
    }
}

static void should_forget_what_is_too_old(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_PAYLOAD, 960);
    for (uint32_t i = 0; i <= ROUND_TRIP_SLOTS; i++) {
        round_trip_sent(&r, i, i, sent_at(i));
    }
    CHECK_EQUAL(0, round_trip_received(&r, 7, 0, 0, ROUND_TRIP_SEEN));
}

static void should_tell_times_of_what_is_transcoded_against_the_fastest(void) {
    struct round_trip r;
    round_trip_open(&r, MATCH_ORDER, 160);
    CHECK_EQUAL(0, round_trip_took(&r, 1000, 1300));
    CHECK_EQUAL(40, round_trip_took(&r, 2000, 2340));
    CHECK_EQUAL(0, round_trip_took(&r, 3000, 3260));
    CHECK_EQUAL(40, round_trip_took(&r, 4000, 4300));
    round_trip_begin(&r);
    CHECK_EQUAL(0, round_trip_took(&r, 5000, 5300));
    round_trip_open(&r, MATCH_PAYLOAD, 960);
    CHECK_EQUAL(300, round_trip_took(&r, 1000, 1300));
}

int main(void) {
    should_match_what_is_passed_on_by_its_payload();
    should_not_be_misled_by_silence();
    should_match_what_is_transcoded_by_its_order();
    should_tell_times_of_what_is_transcoded_against_the_fastest();
    should_not_take_silence_before_it_for_an_answer();
    should_count_a_duplicate_once();
    should_follow_a_source_that_begins_anew();
    should_forget_what_is_too_old();
    return check_done("round trip");
}
