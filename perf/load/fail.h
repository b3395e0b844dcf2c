/* What cannot be gone on with ends the process with status 2 and one line that says why. */
#ifndef RW_FAIL_H
#define RW_FAIL_H

#include <stddef.h>

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void fail_errno(const char *what);

/* Zeroed memory, or the end. */
void *allocate(size_t count, size_t size);

#endif
