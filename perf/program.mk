# How the C programs of this folder are built and tested, from what a Makefile says of its own: program, objects, LDLIBS,
# and where other folders' sources or headers belong to it vpath, CPPFLAGS and TEST_HEADERS.

CFLAGS ?= -O2 -g -march=native
CFLAGS += -std=gnu11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Werror
TEST_HEADERS ?= test

tests = $(patsubst test/%.c,build/test/%,$(wildcard test/*_test.c))

build/$(program): $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

build/%.o: %.c Makefile ../program.mk
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -c -o $@ $<

# Tests link everything but main.
build/test/%: test/%.c $(wildcard $(TEST_HEADERS)/*.h) $(filter-out build/main.o,$(objects))
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(CPPFLAGS) -I. -I$(TEST_HEADERS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)

tests: $(tests)

check: $(tests)
	@set -e; for test in $(tests); do timeout 60 $$test; done

clean:
	rm -rf build

.PHONY: tests check clean
-include $(objects:.o=.d)
