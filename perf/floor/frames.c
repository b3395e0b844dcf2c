#include "frames.h"

#include <stdlib.h>

#include "fail.h"

static uint8_t *read_all(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_errno("%s", path);
    fseek(file, 0, SEEK_END);
    long end = ftell(file);
    if (end <= 0) fail("%s is empty", path);
    rewind(file);
    uint8_t *bytes = allocate(end, 1);
    if (fread(bytes, 1, end, file) != (size_t)end) fail_errno("%s", path);
    fclose(file);
    *size = end;
    return bytes;
}

// Walks a file's packets, storing them where there is somewhere to, and returns how many there are.
static int walk(const char *path, const uint8_t *file, size_t size, struct frame *into) {
    int count = 0;
    for (size_t at = 0; at < size; count++) {
        if (size - at < 2) fail("%s ends within a length", path);
        uint16_t length = file[at] << 8 | file[at + 1];
        at += 2;
        if (size - at < length) fail("%s ends within packet %d", path, count);
        if (into) into[count] = (struct frame){length, file + at};
        at += length;
    }
    return count;
}

struct frames frames_read(const char *path) {
    size_t size;
    struct frames frames = {.file = read_all(path, &size)};
    frames.count = walk(path, frames.file, size, NULL);
    frames.all = allocate(frames.count, sizeof *frames.all);
    walk(path, frames.file, size, frames.all);
    return frames;
}

void frames_free(struct frames *frames) {
    free(frames->all);
    free(frames->file);
}

void frames_write(FILE *file, const uint8_t *bytes, uint16_t length) {
    uint8_t head[2] = {length >> 8, length & 0xFF};
    if (fwrite(head, 1, 2, file) != 2 || fwrite(bytes, 1, length, file) != length) fail_errno("writing a packet");
}
