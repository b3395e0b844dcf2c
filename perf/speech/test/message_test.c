#include "message.h"

#include "check.h"

struct heard {
    struct listener listener;
    int segments, ends;
    struct segment last;
    char id[16];
};

static void on_segment(struct listener *listener, const struct segment *segment) {
    struct heard *heard = (struct heard *)listener;
    heard->segments++;
    heard->last = *segment;
}

static void on_end(struct listener *listener, const char *id, size_t id_length) {
    struct heard *heard = (struct heard *)listener;
    heard->ends++;
    memset(heard->id, 0, sizeof heard->id);
    memcpy(heard->id, id, id_length < sizeof heard->id ? id_length : sizeof heard->id);
}

static struct heard heard;
static uint8_t bytes[256];

/* Whether what is written in hexadecimal is a message; heard is what it held. */
static bool reads(const char *hex) {
    heard = (struct heard){.listener = {.on_segment = on_segment, .on_end = on_end}};
    return message_read(bytes, check_hex(hex, bytes), &heard.listener);
}

/* batch { segments { session_id "ab" leg 1 sequence 300 rtp_timestamp 2^33 capture_time (fixed64) format 2 flags 2
 * payload "xyz" dropped_samples 7 } segments { session_id "c" } } */
static void should_read_segments_and_step_over_the_rest(void) {
    CHECK(reads("122a"
                "0a23"
                "0a026162"
                "1001"
                "18ac02"
                "208080808020"
                "290102030405060708"
                "3002"
                "4802"
                "520378797a"
                "6007"
                "0a03"
                "0a0163"));
    CHECK_EQUAL(2, heard.segments);
    CHECK_EQUAL(1, heard.last.id_length);
    CHECK_EQUAL('c', heard.last.id[0]);
    CHECK_EQUAL(0, heard.last.sequence);
}

static void should_read_every_field(void) {
    CHECK(reads("1218"
                "0a16"
                "0a026162"
                "1001"
                "18ac02"
                "208080808020"
                "4802"
                "520178"
                "6007"));
    CHECK_EQUAL(1, heard.segments);
    CHECK_EQUAL(2, heard.last.id_length);
    CHECK_EQUAL(1, heard.last.leg);
    CHECK_EQUAL(300, heard.last.sequence);
    CHECK_EQUAL(INT64_C(1) << 33, heard.last.rtp);
    CHECK_EQUAL(SEGMENT_LOST, heard.last.flags);
    CHECK_EQUAL(7, heard.last.dropped_samples);
}

/* session { session_id "ab" ended {} }, then session { session_id "ab" started {} } */
static void should_tell_of_sessions_that_ended(void) {
    CHECK(reads("1a060a0261621a00"));
    CHECK_EQUAL(1, heard.ends);
    CHECK_EQUAL(0, strcmp("ab", heard.id));
    CHECK(reads("1a060a0261621200"));
    CHECK_EQUAL(0, heard.ends);
}

static void should_refuse_what_breaks_off_or_makes_no_sense(void) {
    static const char *const bad[] = {
        "12",                       /* no length */
        "120a0a",                   /* a batch longer than the message */
        "12040a050a01",             /* a segment longer than its batch */
        "12050a030a0561",           /* an id longer than its segment */
        "12040a021080",             /* a number without an end */
        "120d0a0b18ffffffffffffffffffff", /* one of more than 64 bits */
        "12040a022901",             /* eight bytes of which one is there */
        "12030a010b",               /* a group, which proto3 has not */
        "0f",                       /* a wire type that there is not */
        "1a030a0561",               /* an id longer than its session */
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bool good = reads(bad[i]);
        if (good || heard.segments || heard.ends) {
            fprintf(stderr, "taken for a message: %s\n", bad[i]);
        }
        CHECK(!good && heard.segments == 0 && heard.ends == 0);
    }
}

static void should_take_an_empty_message(void) {
    CHECK(reads(""));
    CHECK_EQUAL(0, heard.segments);
}

int main(void) {
    should_read_segments_and_step_over_the_rest();
    should_read_every_field();
    should_tell_of_sessions_that_ended();
    should_refuse_what_breaks_off_or_makes_no_sense();
    should_take_an_empty_message();
    return check_done("message_test");
}
