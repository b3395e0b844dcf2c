// libopus, frame by frame, with many decoders in turn: what decoding costs when nothing else is done.
//
//     decode [--rate HZ] [--sessions N] [--repetitions N] [--core C] FRAMES
//
// Every decoder hears the same packets in order, each from a place of its own, so that no two are alike.
#include <opus/opus.h>
#include <stdio.h>
#include <stdlib.h>

#include "fail.h"
#include "frames.h"
#include "measure.h"
#include "options.h"

enum { MAX_SAMPLES = 5760, FRAMES_A_REPETITION = 8000, APART = 37 };

struct sessions {
    int count;
    int rate_hz;
    long turn;
    OpusDecoder **decoders;
    struct frames frames;
};

static void decode(struct sessions *s, long frames) {
    opus_int16 pcm[MAX_SAMPLES];
    for (long n = 0; n < frames; n++, s->turn++) {
        int session = s->turn % s->count;
        long place = s->turn / s->count + (long)session * APART;
        const struct frame *frame = &s->frames.all[place % s->frames.count];
        int samples = opus_decode(s->decoders[session], frame->bytes, frame->length, pcm, MAX_SAMPLES, 0);
        if (samples != s->rate_hz / 50) fail("frame %ld yields %d samples", place, samples);
    }
}

static void open_decoders(struct sessions *s) {
    s->decoders = allocate(s->count, sizeof *s->decoders);
    for (int i = 0; i < s->count; i++) {
        int error;
        s->decoders[i] = opus_decoder_create(s->rate_hz, 1, &error);
        if (error) fail("decoder at %d Hz: %s", s->rate_hz, opus_strerror(error));
    }
}

int main(int argc, char **argv) {
    long rate_hz = 16000, sessions = 1, repetitions = 5, core = -1;
    struct option_spec specs[] = {{"--rate", &rate_hz, NULL},           {"--sessions", &sessions, NULL},
                                  {"--repetitions", &repetitions, NULL}, {"--core", &core, NULL},
                                  {0}};
    int at = options_parse(argc, argv, specs);
    if (argc - at != 1 || sessions < 1) fail("usage: decode [--rate HZ] [--sessions N] [--repetitions N] FRAMES");
    pin(core);
    struct sessions s = {.count = sessions, .rate_hz = rate_hz, .frames = frames_read(argv[at])};
    open_decoders(&s);
    long frames = sessions > FRAMES_A_REPETITION ? sessions : FRAMES_A_REPETITION;
    decode(&s, frames / 2);
    struct measure m;
    measure_open(&m, repetitions);
    for (int r = 0; r < repetitions; r++) {
        measure_begin(&m);
        decode(&s, frames);
        measure_pause(&m);
        measure_end(&m, frames);
    }
    char facts[100];
    snprintf(facts, sizeof facts, "\"rate_hz\":%ld,\"sessions\":%ld", rate_hz, sessions);
    measure_print(&m, "decode", facts);
    for (int i = 0; i < s.count; i++) opus_decoder_destroy(s.decoders[i]);
    free(s.decoders);
    frames_free(&s.frames);
    return 0;
}
