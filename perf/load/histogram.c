#include "histogram.h"

#include <string.h>

#define TOP_NS ((INT64_C(1) << (HISTOGRAM_TOP_BIT + 1)) - 1)

static unsigned shift_of(uint64_t value) {
    unsigned top = value ? 63u - (unsigned)__builtin_clzll(value) : 0;
    return top > 10 ? top - 10 : 0;
}

static int64_t bucket_end(unsigned index) {
    if (index < 2 * HISTOGRAM_HALF) {
        return index;
    }
    unsigned shift = index / HISTOGRAM_HALF - 1;
    uint64_t within = index - shift * HISTOGRAM_HALF;
    return (int64_t)(((within + 1) << shift) - 1);
}

void histogram_clear(struct histogram *h) {
    memset(h, 0, sizeof *h);
}

void histogram_record(struct histogram *h, int64_t value_ns) {
    int64_t value = value_ns < 0 ? 0 : value_ns > TOP_NS ? TOP_NS : value_ns;
    unsigned shift = shift_of((uint64_t)value);
    h->counts[shift * HISTOGRAM_HALF + (unsigned)(value >> shift)]++;
    h->min_ns = h->total == 0 || value < h->min_ns ? value : h->min_ns;
    h->max_ns = value > h->max_ns ? value : h->max_ns;
    h->sum_ns += (double)value;
    h->total++;
}

int64_t histogram_percentile(const struct histogram *h, double percent) {
    double wanted = percent / 100 * (double)h->total;
    uint64_t seen = 0;
    for (unsigned i = 0; i < HISTOGRAM_SIZE && h->total > 0; i++) {
        seen += h->counts[i];
        if (h->counts[i] && (double)seen >= wanted) {
            int64_t end = bucket_end(i);
            return end < h->max_ns ? end : h->max_ns;
        }
    }
    return h->max_ns;
}

void histogram_write_json(const struct histogram *h, FILE *to) {
    static const struct {
        const char *name;
        double percent;
    } points[] = {{"p50Us", 50}, {"p75Us", 75},     {"p90Us", 90},      {"p95Us", 95},
                  {"p99Us", 99}, {"p99_9Us", 99.9}, {"p99_99Us", 99.99}};
    fprintf(to, "{\"count\": %llu", (unsigned long long)h->total);
    fprintf(to, ", \"meanUs\": %.1f", h->total ? h->sum_ns / (double)h->total / 1e3 : 0);
    fprintf(to, ", \"minUs\": %.1f", (double)h->min_ns / 1e3);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        fprintf(to, ", \"%s\": %.1f", points[i].name, (double)histogram_percentile(h, points[i].percent) / 1e3);
    }
    fprintf(to, ", \"maxUs\": %.1f, \"buckets\": [", (double)h->max_ns / 1e3);
    const char *comma = "";
    for (unsigned i = 0; i < HISTOGRAM_SIZE; i++) {
        if (h->counts[i]) {
            fprintf(to, "%s[%.3f, %llu]", comma, (double)bucket_end(i) / 1e3, (unsigned long long)h->counts[i]);
            comma = ", ";
        }
    }
    fputs("]}", to);
}
