#include "stun.h"

#include "check.h"
#include "ice.h"

#include "clock.h"

/* The password of all RFC 5769's samples with short-term credentials. */
static const char PASSWORD[] = "VOkJxbRl1RmTxUk/WvJxBt";

static void should_read_rfc5769_request(void) {
    struct stun_message m;
    size_t length;
    char *bytes = check_vectors("stun/rfc5769/sample-request.bin", &length);
    if (!bytes) {
        return;
    }
    CHECK(stun_read((uint8_t *)bytes, length, PASSWORD, &m));
    CHECK_EQUAL(STUN_REQUEST, m.type);
    CHECK(!strcmp("evtj:h6vY", m.username));
    CHECK(!stun_read((uint8_t *)bytes, length, "another", &m));
    for (size_t i = 0; i < length; i++) {
        bytes[i] ^= 4;
        CHECK(!stun_read((uint8_t *)bytes, length, PASSWORD, &m));
        bytes[i] ^= 4;
        CHECK(!stun_read((uint8_t *)bytes, i, PASSWORD, &m));
    }
    free(bytes);
}

static void should_read_rfc5769_response(void) {
    struct stun_message m;
    size_t length;
    char *bytes = check_vectors("stun/rfc5769/sample-ipv4-response.bin", &length);
    if (!bytes) {
        return;
    }
    CHECK(stun_read((uint8_t *)bytes, length, PASSWORD, &m));
    CHECK_EQUAL(STUN_RESPONSE, m.type);
    CHECK_EQUAL(0xC0000201, m.mapped.address);
    CHECK_EQUAL(32853, m.mapped.number);
    free(bytes);
}

static void should_read_what_it_writes(void) {
    uint8_t id[STUN_ID_BYTES] = "0123456789a", bytes[STUN_MAX_BYTES];
    struct stun_message m;
    struct stun_request request = {id, "them:us", "secret", 1234, 5678};
    size_t length = stun_write_check(bytes, &request);
    CHECK(stun_read(bytes, length, "secret", &m));
    CHECK_EQUAL(STUN_REQUEST, m.type);
    CHECK(!strcmp("them:us", m.username));
    CHECK(!memcmp(id, m.id, STUN_ID_BYTES));
    length = stun_write_answer(bytes, id, (struct endpoint){0x7F000001, 40000}, "mine");
    CHECK(stun_read(bytes, length, "mine", &m));
    CHECK_EQUAL(0x7F000001, m.mapped.address);
    CHECK_EQUAL(40000, m.mapped.number);
}

/* Lets the far end answer the check in bytes. */
static void answer(struct ice *ice, uint8_t *bytes, int64_t now_ns) {
    uint8_t reply[STUN_MAX_BYTES], none[STUN_MAX_BYTES];
    struct datagram d = {reply, 0, {0x7F000001, 10000}, {0x7F100001, 40000}, now_ns};
    d.length = stun_write_answer(reply, bytes + 8, d.to, ice->remote_password);
    CHECK_EQUAL(0, ice_receive(ice, &d, now_ns, none));
}

static void should_check_until_answered_then_ask_for_consent(void) {
    uint8_t bytes[STUN_MAX_BYTES];
    struct ice ice;
    int64_t now_ns = NS_PER_S;
    ice_open(&ice, 42);
    strcpy(ice.remote_ufrag, "them");
    strcpy(ice.remote_password, "their-password");
    CHECK_EQUAL(0, ice_send(&ice, now_ns, bytes));
    ice_begin(&ice, now_ns);
    CHECK(ice_send(&ice, now_ns, bytes) > 0);
    CHECK_EQUAL(0, ice_send(&ice, now_ns + 49 * NS_PER_MS, bytes));
    CHECK(ice_send(&ice, now_ns + 50 * NS_PER_MS, bytes) > 0);
    answer(&ice, bytes, now_ns);
    CHECK_EQUAL(ICE_CONNECTED, ice.state);
    for (int i = 0; i < 20; i++) {
        int64_t before_ns = ice.next_ns;
        CHECK(ice_send(&ice, before_ns, bytes) > 0);
        CHECK(ice.next_ns - before_ns >= 4 * NS_PER_S && ice.next_ns - before_ns <= 6 * NS_PER_S);
        answer(&ice, bytes, before_ns);
    }
    CHECK_EQUAL(0, ice_send(&ice, ice.heard_ns + 31 * NS_PER_S, bytes));
    CHECK_EQUAL(ICE_FAILED, ice.state);
}

static void should_answer_the_far_ends_checks(void) {
    uint8_t check[STUN_MAX_BYTES], reply[STUN_MAX_BYTES];
    struct stun_message m;
    struct ice ice;
    ice_open(&ice, 43);
    struct stun_request request = {(const uint8_t *)"0123456789ab", "us:them", ice.password, 1, 2};
    struct datagram d = {check, stun_write_check(check, &request), {0x7F000001, 10000}, {0, 0}, 0};
    size_t length = ice_receive(&ice, &d, NS_PER_S, reply);
    CHECK(stun_read(reply, length, ice.password, &m));
    CHECK_EQUAL(STUN_RESPONSE, m.type);
    CHECK_EQUAL(10000, m.mapped.number);
}

int main(void) {
    should_read_rfc5769_request();
    should_read_rfc5769_response();
    should_read_what_it_writes();
    should_check_until_answered_then_ask_for_consent();
    should_answer_the_far_ends_checks();
    return check_done("stun and ice");
}
