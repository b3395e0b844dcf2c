// Makes the packets everything here is measured with.
//
//     encode-speech [--mode hybrid|silk|pcmu] [--bitrate N] IN.wav OUT
//
// hybrid  48 kHz in, Opus packets of 20 ms at 24 kb/s, as a browser sends: SILK below 8 kHz, CELT above
// silk    16 kHz in, Opus packets of 20 ms at 16 kb/s, wideband
// pcmu    8 kHz in, G.711 µ-law, bytes without frames
//
// Prints one JSON line; fails when a packet is not of the mode asked for.
#include <opus/opus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "frames.h"
#include "options.h"
#include "ulaw.h"
#include "wav.h"

enum { MAX_PACKET = 1275 };

struct mode {
    const char *name;
    uint32_t rate_hz;
    long bitrate;
    int bandwidth;
    int first_config, last_config;  // RFC 6716 §3.1, table 2
};

static const struct mode MODES[] = {
    {"hybrid", 48000, 24000, OPUS_BANDWIDTH_FULLBAND, 12, 15},
    {"silk", 16000, 16000, OPUS_BANDWIDTH_WIDEBAND, 8, 11},
};

static OpusEncoder *encoder(const struct mode *mode, long bitrate) {
    int error;
    OpusEncoder *encoder = opus_encoder_create(mode->rate_hz, 1, OPUS_APPLICATION_VOIP, &error);
    if (error) fail("encoder: %s", opus_strerror(error));
    opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bitrate));
    opus_encoder_ctl(encoder, OPUS_SET_BANDWIDTH(mode->bandwidth));
    opus_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
    opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(9));
    return encoder;
}

static void encode_opus(const struct mode *mode, long bitrate, const struct wav *wav, FILE *out) {
    uint8_t packet[MAX_PACKET];
    uint32_t samples = wav->rate_hz / 50;
    long packets = 0, bytes = 0, elsewhere = 0;
    OpusEncoder *opus = encoder(mode, bitrate);
    for (uint32_t at = 0; at + samples <= wav->samples; at += samples, packets++) {
        int length = opus_encode(opus, wav->pcm + at, samples, packet, sizeof packet);
        if (length < 0) fail("packet %ld: %s", packets, opus_strerror(length));
        int config = packet[0] >> 3;
        elsewhere += config < mode->first_config || config > mode->last_config;
        bytes += length;
        frames_write(out, packet, length);
    }
    opus_encoder_destroy(opus);
    if (!packets || elsewhere) fail("%ld of %ld packets are not %s", elsewhere, packets, mode->name);
    printf("{\"program\":\"encode-speech\",\"mode\":\"%s\",\"packets\":%ld,\"bytes\":%.1f,\"kbps\":%.1f}\n", mode->name,
           packets, (double)bytes / packets, bytes * 0.4 / packets);
}

static void encode_pcmu(const struct wav *wav, FILE *out) {
    uint8_t *bytes = allocate(wav->samples, 1);
    for (uint32_t i = 0; i < wav->samples; i++) bytes[i] = ulaw_of(wav->pcm[i]);
    if (fwrite(bytes, 1, wav->samples, out) != wav->samples) fail_errno("writing sound");
    free(bytes);
    printf("{\"program\":\"encode-speech\",\"mode\":\"pcmu\",\"packets\":%u,\"bytes\":160.0,\"kbps\":64.0}\n",
           wav->samples / 160);
}

static const struct mode *find(const char *name) {
    for (size_t i = 0; i < sizeof MODES / sizeof *MODES; i++)
        if (!strcmp(MODES[i].name, name)) return &MODES[i];
    if (strcmp(name, "pcmu")) fail("--mode is hybrid, silk or pcmu, not %s", name);
    return NULL;
}

int main(int argc, char **argv) {
    const char *name = "hybrid";
    long bitrate = 0;
    struct option_spec specs[] = {{"--mode", NULL, &name}, {"--bitrate", &bitrate, NULL}, {0}};
    int at = options_parse(argc, argv, specs);
    if (argc - at != 2) fail("usage: encode-speech [--mode hybrid|silk|pcmu] [--bitrate N] IN.wav OUT");
    const struct mode *mode = find(name);
    struct wav wav = wav_read(argv[at]);
    uint32_t rate_hz = mode ? mode->rate_hz : 8000;
    if (wav.rate_hz != rate_hz) fail("%s is of %u Hz; %s takes %u", argv[at], wav.rate_hz, name, rate_hz);
    FILE *out = fopen(argv[at + 1], "wb");
    if (!out) fail_errno("%s", argv[at + 1]);
    if (mode)
        encode_opus(mode, bitrate ? bitrate : mode->bitrate, &wav, out);
    else
        encode_pcmu(&wav, out);
    if (fclose(out)) fail_errno("%s", argv[at + 1]);
    free(wav.pcm);
    return 0;
}
