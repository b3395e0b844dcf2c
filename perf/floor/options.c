#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "fail.h"

static long number(const char *name, const char *text) {
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < -1 || value > 1000000000) fail("%s takes a number, not %s", name, text);
    return value;
}

static const struct option_spec *find(const struct option_spec *specs, const char *name) {
    for (; specs->name; specs++)
        if (!strcmp(specs->name, name)) return specs;
    fail("unknown option %s", name);
}

int options_parse(int argc, char **argv, const struct option_spec *specs) {
    int at = 1;
    for (; at < argc && !strncmp(argv[at], "--", 2); at += 2) {
        const struct option_spec *spec = find(specs, argv[at]);
        if (at + 1 == argc) fail("%s needs a value", argv[at]);
        if (spec->number) *spec->number = number(argv[at], argv[at + 1]);
        if (spec->text) *spec->text = argv[at + 1];
    }
    return at;
}
