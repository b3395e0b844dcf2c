#include "wav.h"

#include <stdio.h>
#include <string.h>

#include "fail.h"

// The first bytes of a format chunk, as they lie in the file of a little-endian world.
struct format {
    uint16_t tag, channels;
    uint32_t rate_hz, bytes_per_second;
    uint16_t block, bits;
};

static void read_or_fail(FILE *file, const char *path, void *into, size_t size) {
    if (fread(into, 1, size, file) != size) fail("%s ends too early", path);
}

static void read_format(FILE *file, const char *path, uint32_t size, struct wav *wav) {
    struct format format;
    if (size < sizeof format) fail("%s has a format chunk of %u bytes", path, size);
    read_or_fail(file, path, &format, sizeof format);
    if (format.tag != 1 || format.channels != 1 || format.bits != 16)
        fail("%s is not mono PCM of 16 bits (format %u, %u channels, %u bits)", path, format.tag, format.channels,
             format.bits);
    wav->rate_hz = format.rate_hz;
    fseek(file, size - sizeof format + (size & 1), SEEK_CUR);
}

static void read_samples(FILE *file, const char *path, uint32_t size, struct wav *wav) {
    if (!wav->rate_hz) fail("%s has sound before its format", path);
    wav->samples = size / 2;
    wav->pcm = allocate(wav->samples, 2);
    read_or_fail(file, path, wav->pcm, 2 * (size_t)wav->samples);
}

struct wav wav_read(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_errno("%s", path);
    char riff[12];
    read_or_fail(file, path, riff, sizeof riff);
    if (memcmp(riff, "RIFF", 4) || memcmp(riff + 8, "WAVE", 4)) fail("%s is not a WAV file", path);
    struct wav wav = {0};
    while (!wav.pcm) {
        char id[4];
        uint32_t size;
        read_or_fail(file, path, id, sizeof id);
        read_or_fail(file, path, &size, sizeof size);
        if (!memcmp(id, "fmt ", 4))
            read_format(file, path, size, &wav);
        else if (!memcmp(id, "data", 4))
            read_samples(file, path, size, &wav);
        else
            fseek(file, size + (size & 1), SEEK_CUR);
    }
    fclose(file);
    return wav;
}
