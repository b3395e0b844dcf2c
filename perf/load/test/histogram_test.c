#include "histogram.h"

#include "check.h"

static struct histogram h;

static void should_know_small_values_exactly(void) {
    histogram_clear(&h);
    for (int i = 1; i <= 1000; i++) {
        histogram_record(&h, i);
    }
    CHECK_EQUAL(500, histogram_percentile(&h, 50));
    CHECK_EQUAL(990, histogram_percentile(&h, 99));
    CHECK_EQUAL(1000, histogram_percentile(&h, 100));
    CHECK_EQUAL(1, h.min_ns);
}

static void should_keep_three_digits_of_large_values(void) {
    for (int64_t value = 2047; value < INT64_C(1) << 40; value = value * 5 / 3) {
        histogram_clear(&h);
        histogram_record(&h, value);
        histogram_record(&h, value * 2);
        int64_t median = histogram_percentile(&h, 50);
        CHECK(median >= value);
        CHECK(median - value <= value / 1000);
    }
}

static void should_take_what_is_out_of_range(void) {
    histogram_clear(&h);
    histogram_record(&h, -5);
    histogram_record(&h, INT64_MAX);
    CHECK_EQUAL(0, h.min_ns);
    CHECK_EQUAL(2, h.total);
    CHECK_EQUAL((INT64_C(1) << 41) - 1, histogram_percentile(&h, 100));
}

static void should_say_zero_when_empty(void) {
    histogram_clear(&h);
    CHECK_EQUAL(0, histogram_percentile(&h, 99));
}

int main(void) {
    should_know_small_values_exactly();
    should_keep_three_digits_of_large_values();
    should_take_what_is_out_of_range();
    should_say_zero_when_empty();
    return check_done("histogram");
}
