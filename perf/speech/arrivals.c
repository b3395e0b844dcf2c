#include "arrivals.h"

#include "clock.h"
#include "standstill.h"

#include <inttypes.h>
#include <stdbool.h>

/* A stream that the table does not show by then is not the generator's. */
#define MOST_TRIES 100

/* Not as sent, or not sent at all: nothing to take a time of. */
#define NOT_A_PACKET (SEGMENT_LOST | SEGMENT_DTX | SEGMENT_LATE)

static double cpu_s(void) {
    return (double)clock_read_ns(CLOCK_PROCESS_CPUTIME_ID) / 1e9;
}

static uint32_t look_up(const struct arrivals *a, const struct segment *segment) {
    uint32_t named = sent_call_of(a->sent, segment->id, segment->id_length);
    return named == SENT_NO_CALL ? sent_call_at(a->sent, (uint32_t)segment->rtp) : named;
}

/* When the segment's packet was sent; 0 when that cannot be told. */
static int64_t sent_at(const struct arrivals *a, struct stream *stream, const struct segment *segment) {
    if (!a->sent) {
        return 0;
    }
    if (stream->call == SENT_NO_CALL && stream->tries < MOST_TRIES) {
        stream->tries++;
        stream->call = look_up(a, segment);
    }
    return stream->call == SENT_NO_CALL ? 0 : sent_ns(a->sent, stream->call, (uint32_t)segment->rtp);
}

static void take_time(struct arrivals *a, int64_t sent_ns) {
    histogram_record(&a->latency, a->now_ns - sent_ns);
    if (sent_ns >= standstill_felt_until_ns()) {
        histogram_record(&a->undisturbed, a->now_ns - sent_ns);
    }
}

static void on_segment(struct listener *listener, const struct segment *segment) {
    struct arrivals *a = (struct arrivals *)listener;
    struct stream *stream = streams_at(&a->streams, segment->id, segment->id_length, segment->leg);
    bool follows = segment->sequence == stream->next_sequence;
    stream->next_sequence = segment->sequence + 1;
    if (a->now_ns >= a->until_ns) {
        return;
    }
    a->segments++;
    a->dropped_samples += segment->dropped_samples;
    a->lost += (segment->flags & SEGMENT_LOST) != 0;
    a->late += (segment->flags & SEGMENT_LATE) != 0;
    a->jumps += !follows;
    if (segment->flags & NOT_A_PACKET) {
        return;
    }
    int64_t sent = sent_at(a, stream, segment);
    if (sent) {
        take_time(a, sent);
    } else {
        a->unmatched++;
    }
}

static void on_end(struct listener *listener, const char *id, size_t id_length) {
    streams_remove(&((struct arrivals *)listener)->streams, id, id_length);
}

void arrivals_init(struct arrivals *a) {
    *a = (struct arrivals){.listener = {.on_segment = on_segment, .on_end = on_end}};
    streams_init(&a->streams);
    arrivals_reset(a, 0);
}

void arrivals_free(struct arrivals *a) {
    streams_free(&a->streams);
    sent_close(a->sent);
}

void arrivals_reset(struct arrivals *a, int64_t for_ns) {
    a->segments = a->lost = a->late = a->jumps = a->dropped_samples = a->unmatched = 0;
    histogram_clear(&a->latency);
    histogram_clear(&a->undisturbed);
    histogram_clear(&a->behind);
    standstill_reset();
    a->since_ns = clock_now_ns();
    a->until_ns = for_ns ? a->since_ns + for_ns : INT64_MAX;
    a->cpu_before_s = cpu_s();
}

void arrivals_behind(struct arrivals *a, int64_t now_ns, int64_t late_ns) {
    if (now_ns < a->until_ns) {
        histogram_record(&a->behind, late_ns);
    }
}

static void write_times(const char *name, const struct histogram *h, FILE *to) {
    static const struct {
        const char *name;
        double percent;
    } points[] = {{"p50", 50}, {"p90", 90}, {"p99", 99}, {"p999", 99.9}, {"max", 100}};
    fprintf(to, ", \"%s\": {\"count\": %" PRIu64, name, h->total);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        fprintf(to, ", \"%s\": %.1f", points[i].name, (double)histogram_percentile(h, points[i].percent) / 1e3);
    }
    fputc('}', to);
}

void arrivals_report(const struct arrivals *a, FILE *to) {
    fprintf(to, "{\"seconds\": %.3f, \"cpu_s\": %.3f", (double)(clock_now_ns() - a->since_ns) / 1e9,
            cpu_s() - a->cpu_before_s);
    fprintf(to, ", \"streams\": %zu, \"segments\": %" PRIu64, a->streams.count, a->segments);
    fprintf(to, ", \"lost\": %" PRIu64 ", \"late\": %" PRIu64 ", \"jumps\": %" PRIu64, a->lost, a->late, a->jumps);
    fprintf(to, ", \"dropped_samples\": %" PRIu64 ", \"unmatched\": %" PRIu64, a->dropped_samples, a->unmatched);
    write_times("latency_us", &a->latency, to);
    write_times("undisturbed_us", &a->undisturbed, to);
    write_times("behind_us", &a->behind, to);
    struct standstill stood = standstill_all();
    fprintf(to, ", \"standstill\": {\"count\": %" PRIu64 ", \"ms\": %.1f, \"longest_ms\": %.1f}", stood.count,
            (double)stood.all_ns / 1e6, (double)stood.longest_ns / 1e6);
    fputs("}\n", to);
    fflush(to);
}
