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

static void write_config(const struct load *load, FILE *to) {
    const struct options *o = &load->options;
    const struct impairment *i = &o->impairment;
    static const char *const matches[] = {"count", "payload", "order"};
    fprintf(to, "  \"config\": {\"target\": \"%s\", \"calls\": %u, \"ratePerS\": %g, \"seconds\": %g, \"warmSeconds\": %g, \"holdSeconds\": %g",
            o->target, load->count, o->rate, o->seconds, o->warm_seconds, o->hold_s);
    fprintf(to, ", \"codec\": \"%s\", \"payload\": \"%s\", \"payloadPackets\": %u, \"srtp\": \"%s\", \"oneWay\": %s, \"match\": \"%s\"",
            o->codec == CODEC_OPUS ? "opus" : "pcmu", o->codec == CODEC_OPUS ? o->frames_file : o->pcmu_file, load->payload.count,
            srtp_profile_name(o->srtp), o->one_way ? "true" : "false", matches[o->match]);
    fprintf(to, ", \"openEvery\": %u, \"lossPercent\": %g, \"burst\": %g, \"jitterMs\": %g, \"reorderPercent\": %g, \"seed\": %llu",
            o->open_every, i->loss * 100, i->burst, i->jitter_ns / 1e6, i->reorder * 100, (unsigned long long)o->seed);
    fprintf(to, ", \"core\": %d, \"tickUs\": %g},\n", o->core, (double)o->tick_ns / 1e3);
}

static void write_calls(const struct load *load, const struct tally *t, FILE *to) {
    fprintf(to, "  \"calls\": {\"begun\": %llu, \"setUp\": %llu, \"failed\": %llu, \"firstFailure\": \"%s\"", (unsigned long long)load->begun,
            (unsigned long long)load->set_up, (unsigned long long)load->failed, load->first_failure);
    fprintf(to, ", \"liveAtEnd\": %u, \"setUpPerS\": %.1f, \"setUpWhileCounting\": %llu, \"sentAgain\": %llu},\n  \"answered\": ", t->live,
            share((double)load->set_up, ramp_seconds(load)), (unsigned long long)t->set_up, (unsigned long long)load->again);
    histogram_write_json(&load->answered, to);
    fputs(",\n  \"setUp\": ", to);
    histogram_write_json(&load->setup, to);
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
    fprintf(to, ", \"notReturned\": %lld", (long long)load->not_returned);
    write_number(to, "unmatched", c->unmatched);
    write_number(to, "notAuthentic", c->unauthentic);
    write_number(to, "strange", c->strange);
    write_number(to, "rtcpSent", c->rtcp_sent);
    write_number(to, "rtcpReceived", c->rtcp_received);
    fprintf(to, ", \"lostByServersReports\": %lld},\n", (long long)load->remote_lost);
    fprintf(to, "  \"impaired\": {\"lost\": %llu", (unsigned long long)c->withheld);
    write_number(to, "delayed", c->delayed);
    write_number(to, "reordered", c->reordered);
    write_number(to, "overfull", c->overfull);
    fprintf(to, "},\n  \"kernelDrops\": {\"generator\": %llu", (unsigned long long)t->own_drops);
    write_number(to, "server", t->server_drops);
    fputs("},\n", to);
}

void report_write_json(const struct load *load, const struct tally *t, const char *file) {
    FILE *to = fopen(file, "w");
    if (!to) {
        fail("cannot write %s: %m", file);
    }
    fputs("{\n", to);
    write_config(load, to);
    fprintf(to, "  \"generatorLimited\": %s, \"interrupted\": %s, \"countedSeconds\": %.3f,\n",
            report_is_generator_limited(load) ? "true" : "false", t->interrupted ? "true" : "false", t->seconds);
    write_calls(load, t, to);
    write_packets(load, t, to);
    fputs("  \"pacingError\": ", to);
    histogram_write_json(&load->pacing, to);
    fputs(",\n  \"latency\": ", to);
    histogram_write_json(&load->latency, to);
    fputs(",\n  \"reportRoundTrip\": ", to);
    histogram_write_json(&load->report_round_trip, to);
    fprintf(to, ",\n  \"generator\": {\"cpuSeconds\": %.3f, \"userSeconds\": %.3f, \"systemSeconds\": %.3f, \"cpuShare\": %.4f", t->cpu_s,
            t->user_s, t->system_s, share(t->cpu_s, t->seconds));
    fprintf(to, ", \"nsPerPacket\": %.0f, \"setUpCpuSeconds\": %.3f, \"setUpCpuUsPerCall\": %.0f, \"rounds\": %llu}\n}\n",
            ns_per_packet(load, t), t->setup_cpu_s, share(t->setup_cpu_s * 1e6, (double)(load->set_up - t->set_up)),
            (unsigned long long)load->counters.rounds);
    if (fclose(to) != 0) {
        fail("cannot write %s: %m", file);
    }
}

void report_print(const struct load *load, const struct tally *t) {
    const struct counters *c = &load->counters;
    printf("%llu of %llu calls set up (%.0f/s, p50 %.1f ms, p99 %.1f ms)", (unsigned long long)load->set_up,
           (unsigned long long)load->begun, share((double)load->set_up, ramp_seconds(load)),
           (double)histogram_percentile(&load->setup, 50) / 1e6, (double)histogram_percentile(&load->setup, 99) / 1e6);
    printf("; %.1f s: %llu packets sent, %llu received", t->seconds, (unsigned long long)c->sent, (unsigned long long)c->received);
    if (load->latency.total) {
        printf(", %lld not back, latency p50 %.0f us, p99 %.0f us, p99.9 %.0f us", (long long)load->not_returned,
               (double)histogram_percentile(&load->latency, 50) / 1e3, (double)histogram_percentile(&load->latency, 99) / 1e3,
               (double)histogram_percentile(&load->latency, 99.9) / 1e3);
    }
    printf("; pacing p99 %.0f us; own CPU %.1f %%, %.0f ns a packet%s\n", (double)histogram_percentile(&load->pacing, 99) / 1e3,
           100 * share(t->cpu_s, t->seconds), ns_per_packet(load, t), report_is_generator_limited(load) ? "; GENERATOR-LIMITED" : "");
    if (load->failed) {
        printf("%llu calls failed; the first: %s\n", (unsigned long long)load->failed, load->first_failure);
    }
}
