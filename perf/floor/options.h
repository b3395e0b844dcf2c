// Command line: --name NUMBER or --name TEXT, in any order, each known by a table; what is left is the operands.
#ifndef RINGWAY_FLOOR_OPTIONS_H
#define RINGWAY_FLOOR_OPTIONS_H

struct option_spec {
    const char *name;    // with its dashes; null ends the table
    long *number;        // where a number goes, or null
    const char **text;   // where text goes, or null
};

// Reads options into their places and returns the index of the first operand. Unknown ones, numbers that are none and
// numbers out of 0…10⁹ (a core may be −1) end the program.
int options_parse(int argc, char **argv, const struct option_spec *specs);

#endif
