#include "streams.h"

#include "check.h"
#include "sent.h"

#define SESSIONS 20000

static char id[32];

static size_t name(int session) {
    return (size_t)snprintf(id, sizeof id, "session-%d", session);
}

static struct stream *at(struct streams *streams, int session, uint32_t leg) {
    size_t length = name(session);
    return streams_at(streams, id, length, leg);
}

static void should_keep_what_it_was_told_while_it_grows(void) {
    struct streams streams;
    streams_init(&streams);
    for (int i = 0; i < SESSIONS; i++) {
        CHECK_EQUAL(SENT_NO_CALL, at(&streams, i, 0)->call);
        at(&streams, i, 0)->next_sequence = (uint64_t)i;
    }
    CHECK_EQUAL(SESSIONS, streams.count);
    for (int i = 0; i < SESSIONS; i++) {
        CHECK_EQUAL(i, at(&streams, i, 0)->next_sequence);
    }
    streams_free(&streams);
}

static void should_forget_all_legs_of_a_session_and_no_other(void) {
    struct streams streams;
    streams_init(&streams);
    for (int i = 0; i < SESSIONS; i++) {
        at(&streams, i, 0)->next_sequence = (uint64_t)i;
        at(&streams, i, 3)->next_sequence = (uint64_t)i + 1;
    }
    for (int i = 0; i < SESSIONS; i += 2) {
        size_t length = name(i);
        streams_remove(&streams, id, length);
    }
    CHECK_EQUAL(SESSIONS, streams.count);
    for (int i = 1; i < SESSIONS; i += 2) {
        CHECK_EQUAL(i, at(&streams, i, 0)->next_sequence);
        CHECK_EQUAL(i + 1, at(&streams, i, 3)->next_sequence);
    }
    CHECK_EQUAL(SESSIONS, streams.count);
    CHECK_EQUAL(0, at(&streams, 2, 0)->next_sequence);
    CHECK_EQUAL(0, at(&streams, 2, 3)->next_sequence);
    CHECK_EQUAL(SESSIONS + 2, streams.count);
    streams_free(&streams);
}

static void should_tell_ids_apart_by_all_of_them(void) {
    struct streams streams;
    streams_init(&streams);
    streams_at(&streams, "abcdefgh", 8, 0)->next_sequence = 1;
    streams_at(&streams, "abcdefgh", 7, 0)->next_sequence = 2;
    streams_at(&streams, "abcdefghi", 9, 0)->next_sequence = 3;
    streams_at(&streams, "", 0, 0)->next_sequence = 4;
    streams_at(&streams, "\0", 1, 0)->next_sequence = 5;
    CHECK_EQUAL(5, streams.count);
    CHECK_EQUAL(1, streams_at(&streams, "abcdefgh", 8, 0)->next_sequence);
    streams_free(&streams);
}

int main(void) {
    should_keep_what_it_was_told_while_it_grows();
    should_forget_all_legs_of_a_session_and_no_other();
    should_tell_ids_apart_by_all_of_them();
    return check_done("streams_test");
}
