/* Counts of durations, log-linear: exact below 2048 ns, three significant digits above, up to 18 minutes. */
#ifndef RW_HISTOGRAM_H
#define RW_HISTOGRAM_H

#include <stdint.h>
#include <stdio.h>

#define HISTOGRAM_HALF 1024u
#define HISTOGRAM_TOP_BIT 40u
#define HISTOGRAM_SIZE ((HISTOGRAM_TOP_BIT - 10u) * HISTOGRAM_HALF + 2u * HISTOGRAM_HALF)

struct histogram {
    uint64_t total;
    int64_t min_ns, max_ns;
    double sum_ns;
    uint64_t counts[HISTOGRAM_SIZE];
};

void histogram_clear(struct histogram *h);

/* Negative values count as 0, values past the top as the top. */
void histogram_record(struct histogram *h, int64_t value_ns);

/* The value that percent of all values do not exceed, rounded up to the bucket's end; 0 when empty. */
int64_t histogram_percentile(const struct histogram *h, double percent);

/* A JSON object: count, mean, min, max, p50 to p99.99, in microseconds, and the buckets that hold anything. */
void histogram_write_json(const struct histogram *h, FILE *to);

#endif
