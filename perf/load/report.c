#include "report.h"

#include "clock.h"
#include "fail.h"

#include <stdio.h>

#define PACING_LIMIT_NS (2 * NS_PER_MS)

bool report_is_generator_limited(const struct load *load) {
    return histogram_percentile(&load->pacing, 99) > PACING_LIMIT_NS;
}

static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

static double ns_per_packet(const struct load *load, const struct tally *t) {
    return share(t->cpu_s * 1e9, (double)(load->counters.sent + load->counters.received));
}

static double ramp_seconds(const struct load *load) {
    return load->set_up ? (double)(load->last_set_up_ns - load->first_begun_ns) / 1e9 : 0;
}

static void write_number(FILE *to, const char *name, uint64_t value) {
    fprintf(to, ", \"%s\": %llu", name, (unsigned long long)value);
}

static void write_times(const char *name, const struct histogram *h, FILE *to) {
    fprintf(to, ",\n  \"%s\": ", name);
    histogram_write_json(h, to);
}

static void write_config(const struct load *load, FILE *to) {
    const struct options *o = &load->options;
    const struct impairment *i = &o->impairment;
    static const char *const matches[] = {"count", "payload", "order"};
    bool opus = o->codec == CODEC_OPUS;
    fprintf(to, "  \"config\": {\"target\": \"%s\", \"calls\": %u, \"ratePerS\": %g", o->target, load->count, o->rate);
    fprintf(to, ", \"seconds\": %g, \"warmSeconds\": %g, \"holdSeconds\": %g", o->seconds, o->warm_seconds, o->hold_s);
    fprintf(to, ", \"codec\": \"%s\", \"payload\": \"%s\"", opus ? "opus" : "pcmu",
            opus ? o->frames_file : o->pcmu_file);
    fprintf(to, ", \"payloadPackets\": %u, \"srtp\": \"%s\"", load->payload.count, srtp_profile_name(o->srtp));
    fprintf(to, ", \"oneWay\": %s, \"match\": \"%s\"", o->one_way ? "true" : "false", matches[o->match]);
    fprintf(to, ", \"openEvery\": %u, \"lossPercent\": %g, \"burst\": %g", o->open_every, i->loss * 100, i->burst);
    fprintf(to, ", \"jitterMs\": %g, \"reorderPercent\": %g", i->jitter_ns / 1e6, i->reorder * 100);
    fprintf(to, ", \"seed\": %llu, \"core\": %d", (unsigned long long)o->seed, o->core);
    fprintf(to, ", \"realtime\": %s, \"tickUs\": %g},\n", o->realtime ? "true" : "false", (double)o->tick_ns / 1e3);
}

static void write_calls(const struct load *load, const struct tally *t, FILE *to) {
    fprintf(to, "  \"calls\": {\"begun\": %llu", (unsigned long long)load->begun);
    write_number(to, "setUp", load->set_up);
    write_number(to, "failed", load->failed);
    fprintf(to, ", \"firstFailure\": \"%s\", \"liveAtEnd\": %u", load->first_failure, t->live);
    fprintf(to, ", \"setUpPerS\": %.1f", share((double)load->set_up, ramp_seconds(load)));
    write_number(to, "setUpWhileCounting", t->set_up);
    write_number(to, "failedWhileCounting", t->failed);
    write_number(to, "sentAgain", load->again);
    fputs("}", to);
    write_times("answered", &load->answered, to);
    write_times("setUp", &load->setup, to);
}

static void write_packets(const struct load *load, const struct tally *t, FILE *to) {
    const struct counters *c = &load->counters;
    fprintf(to, ",\n  \"packets\": {\"sent\": %llu", (unsigned long long)c->sent);
    write_number(to, "sentBytes", c->sent_bytes);
    write_number(to, "late", c->late);
    write_number(to, "refusedByKernel", load->outbox.failed);
    write_number(to, "received", c->received);
    write_number(to, "receivedBytes", c->received_bytes);
    write_number(to, "returned", c->returned);
    fprintf(to, ", \"notReturned\": %lld", (long long)t->not_returned);
    fprintf(to, ", \"notReturnedAtFirst\": %lld", (long long)load->not_returned_at_first);
    write_number(to, "unmatched", c->unmatched);
    write_number(to, "notAuthentic", c->unauthentic);
    write_number(to, "strange", c->strange);
    write_number(to, "aside", c->aside);
    write_number(to, "rtcpSent", c->rtcp_sent);
    write_number(to, "rtcpReceived", c->rtcp_received);
    fprintf(to, ", \"lostByServersReports\": %lld},\n", (long long)t->remote_lost);
    fprintf(to, "  \"impaired\": {\"lost\": %llu", (unsigned long long)c->withheld);
    write_number(to, "delayed", c->delayed);
    write_number(to, "reordered", c->reordered);
    write_number(to, "overfull", c->overfull);
    fprintf(to, "},\n  \"kernelDrops\": {\"generator\": %llu", (unsigned long long)t->own_drops);
    write_number(to, "server", t->server_drops);
    fputs("}", to);
}

static void write_generator(const struct load *load, const struct tally *t, FILE *to) {
    double set_up_us = share(t->setup_cpu_s * 1e6, (double)(load->set_up - t->set_up));
    fprintf(to, ",\n  \"generator\": {\"cpuSeconds\": %.3f", t->cpu_s);
    fprintf(to, ", \"userSeconds\": %.3f, \"systemSeconds\": %.3f", t->user_s, t->system_s);
    fprintf(to, ", \"cpuShare\": %.4f", share(t->cpu_s, t->seconds));
    fprintf(to, ", \"nsPerPacket\": %.0f, \"setUpCpuSeconds\": %.3f", ns_per_packet(load, t), t->setup_cpu_s);
    fprintf(to, ", \"setUpCpuUsPerCall\": %.0f", set_up_us);
    write_number(to, "rounds", load->counters.rounds);
    fputs("}\n", to);
}

void report_write(const struct load *load, const struct tally *t, FILE *to) {
    fputs("{\n", to);
    write_config(load, to);
    fprintf(to, "  \"generatorLimited\": %s, \"interrupted\": %s, \"countedFromS\": %.6f, \"countedSeconds\": %.3f,\n",
            report_is_generator_limited(load) ? "true" : "false", t->interrupted ? "true" : "false",
            (double)t->from_ns / 1e9, t->seconds);
    write_calls(load, t, to);
    write_packets(load, t, to);
    write_times("pacingError", &load->pacing, to);
    write_times("latency", &load->latency, to);
    write_times("reportRoundTrip", &load->report_round_trip, to);
    write_generator(load, t, to);
    fputs("}\n", to);
}

void report_write_json(const struct load *load, const struct tally *t, const char *file) {
    FILE *to = fopen(file, "w");
    if (!to) {
        fail("cannot write %s: %m", file);
    }
    report_write(load, t, to);
    if (fclose(to) != 0) {
        fail("cannot write %s: %m", file);
    }
}

static double percentile_ms(const struct histogram *h, double percent) {
    return (double)histogram_percentile(h, percent) / 1e6;
}

void report_print(const struct load *load, const struct tally *t) {
    const struct counters *c = &load->counters;
    printf("%llu of %llu calls set up", (unsigned long long)load->set_up, (unsigned long long)load->begun);
    printf(" (%.0f/s, p50 %.1f ms, p99 %.1f ms)", share((double)load->set_up, ramp_seconds(load)),
           percentile_ms(&load->setup, 50), percentile_ms(&load->setup, 99));
    printf("; %.1f s: %llu packets sent, ", t->seconds, (unsigned long long)c->sent);
    printf("%llu received", (unsigned long long)c->received);
    if (load->latency.total) {
        printf(", %lld not back", (long long)t->not_returned);
        printf(", latency p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms", percentile_ms(&load->latency, 50),
               percentile_ms(&load->latency, 99), percentile_ms(&load->latency, 99.9));
    }
    printf("; pacing p99 %.3f ms; own CPU %.1f %%, %.0f ns a packet%s\n", percentile_ms(&load->pacing, 99),
           100 * share(t->cpu_s, t->seconds), ns_per_packet(load, t),
           report_is_generator_limited(load) ? "; GENERATOR-LIMITED" : "");
    if (load->failed) {
        printf("%llu calls failed; the first: %s\n", (unsigned long long)load->failed, load->first_failure);
    }
}
