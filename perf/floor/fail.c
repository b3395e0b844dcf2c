#include "fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(const char *format, va_list values) {
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, values);
}

void fail(const char *format, ...) {
    va_list values;
    va_start(values, format);
    say(format, values);
    fputc('\n', stderr);
    exit(1);
}

void fail_errno(const char *format, ...) {
    int reason = errno;
    va_list values;
    va_start(values, format);
    say(format, values);
    fprintf(stderr, ": %s\n", strerror(reason));
    exit(1);
}

void *allocate(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (!memory && count && size) fail("no memory for %zu times %zu bytes", count, size);
    return memory;
}
