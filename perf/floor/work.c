// A fixed piece of work that no measured program shares: how fast the machine is just now.
//
//     work [--repetitions N] [--core C]
//
// A piece is one pass over 64 KB: multiplications that wait for each other, and reads the processor cannot foresee.
#include <stdint.h>
#include <stdlib.h>

#include "fail.h"
#include "measure.h"
#include "options.h"

enum { WORDS = 8192, PASSES = 500 };

static uint64_t pass(uint64_t *words, uint64_t seed) {
    for (int i = 0; i < WORDS; i++) {
        seed = seed * UINT64_C(6364136223846793005) + words[seed >> 51];
        words[i] ^= seed >> 7;
    }
    return seed;
}

int main(int argc, char **argv) {
    long repetitions = 7, core = -1;
    struct option_spec specs[] = {{"--repetitions", &repetitions, NULL}, {"--core", &core, NULL}, {0}};
    if (options_parse(argc, argv, specs) != argc) fail("usage: work [--repetitions N] [--core C]");
    pin(core);
    uint64_t *words = allocate(WORDS, sizeof *words), seed = 1;
    for (int i = 0; i < PASSES; i++) seed = pass(words, seed);
    struct measure m;
    measure_open(&m, repetitions);
    for (int r = 0; r < repetitions; r++) {
        measure_begin(&m);
        for (int i = 0; i < PASSES; i++) seed = pass(words, seed);
        measure_pause(&m);
        measure_end(&m, PASSES);
    }
    measure_print(&m, "work", seed ? "" : "\"seed\":0");
    free(words);
    return 0;
}
