// The end of a program that cannot go on, in one line that says why.
#ifndef RINGWAY_FLOOR_FAIL_H
#define RINGWAY_FLOOR_FAIL_H

#include <stddef.h>

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The same, with what errno says behind it.
_Noreturn void fail_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Zeroed memory, or the end.
void *allocate(size_t count, size_t size);

#endif
