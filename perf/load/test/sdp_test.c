#include "sdp.h"

#include "base64.h"
#include "check.h"
#include "http.h"
#include "json.h"

static const char WEBRTC_ANSWER[] =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-lite\r\nm=audio 10000 UDP/TLS/RTP/SAVPF 96\r\n"
    "c=IN IP4 127.0.0.1\r\n"
    "a=rtpmap:96 opus/48000/2\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\n"
    "a=fingerprint:SHA-256 AB:CD\r\na=setup:active\r\na=rtcp-mux\r\n"
    "a=candidate:1 1 tcp 1 127.0.0.1 9 typ host tcptype active\r\na=candidate:2 1 UDP 2 ::1 10000 typ host\r\n"
    "a=candidate:3 1 UDP 3 127.0.0.1 10000 typ host\r\n";

static void should_read_a_webrtc_answer(void) {
    struct sdp_answer a;
    CHECK(sdp_read_answer(WEBRTC_ANSWER, CODEC_OPUS, &a) == NULL);
    CHECK_EQUAL(96, a.pt);
    CHECK(a.active && a.rtcp_mux);
    CHECK(!strcmp("abcd", a.ufrag) && !strcmp("0123456789012345678901", a.password) && !strcmp("AB:CD", a.fingerprint));
    CHECK_EQUAL(1, a.candidate_count);
    CHECK_EQUAL(0x7F000001, a.candidates[0].address);
    CHECK_EQUAL(10000, a.candidates[0].number);
    CHECK(sdp_read_answer(WEBRTC_ANSWER, CODEC_PCMU, &a) != NULL);
}

static void should_read_what_it_offers(void) {
    uint8_t key[SRTP_KEY_BYTES + SRTP_MAX_SALT_BYTES];
    char text[1024];
    struct port port = {.bound = {0, 40000}};
    struct call call = {.port = &port, .local = 0x7F100005, .pt = 0, .ssrc = 1234};
    struct sdp_answer a;
    for (size_t i = 0; i < sizeof key; i++) {
        key[i] = (uint8_t)(i * 37);
    }
    sdp_write_sip_offer(text, sizeof text, &call, key);
    CHECK(sdp_read_answer(text, CODEC_PCMU, &a) == NULL);
    CHECK_EQUAL(PROFILE_CM_SHA1_80, a.sdes);
    CHECK(!memcmp(key, a.sdes_key, sizeof key));
    CHECK_EQUAL(0x7F100005, a.media.address);
    CHECK_EQUAL(40000, a.media.number);
    sdp_write_sip_offer(text, sizeof text, &call, NULL);
    CHECK(sdp_read_answer(text, CODEC_PCMU, &a) == NULL);
    CHECK_EQUAL(PROFILE_NONE, a.sdes);
}

static void should_say_what_is_wrong(void) {
    struct sdp_answer a;
    CHECK(!strcmp("the answer is no SDP", sdp_read_answer("<html>", CODEC_OPUS, &a)));
    CHECK(!strcmp("the answer refuses audio", sdp_read_answer("v=0\r\nm=audio 0 RTP/AVP 0\r\n", CODEC_PCMU, &a)));
    CHECK(
        !strcmp("the answer has another codec", sdp_read_answer("v=0\r\nm=audio 5000 RTP/AVP 8\r\n", CODEC_PCMU, &a)));
}

static void should_read_urls_and_header_fields(void) {
    struct http_url url;
    char value[32];
    CHECK(http_parse_url("http://127.0.0.1:8080/webrtc", &url));
    CHECK_EQUAL(8080, url.host.number);
    CHECK(!strcmp("/webrtc", url.path));
    CHECK(http_parse_url("http://127.0.0.1", &url) && url.host.number == 80 && !strcmp("/", url.path));
    CHECK(!http_parse_url("https://127.0.0.1/", &url) && !http_parse_url("http://example.com/", &url));
    CHECK(!http_parse_url("http://127.0.0.1:99999/", &url));
    const char *head = "HTTP/1.1 201 Created\r\nlocation:  /webrtc/7 \r\nETag: x\r\n";
    CHECK(http_header(head, "Location", value, sizeof value) && !strncmp(value, "/webrtc/7", 9));
    CHECK(!http_header(head, "Loc", value, sizeof value));
}

static void should_read_json_and_base64(void) {
    const char *line = "{\"a\": {\"b\": [1, \"}\\\"\"]}, \"c\" : true, \"d\": \"x\"}";
    uint8_t bytes[4];
    char text[8];
    CHECK(json_is_true(json_member(line, "c")));
    CHECK(json_string(json_member(line, "d"), text, sizeof text) && !strcmp("x", text));
    CHECK(!json_member(line, "b") && !json_member("[]", "a") && !json_member("{\"a", "a"));
    const char *element = json_next(json_member(json_member(line, "a"), "b"));
    CHECK(element && *element == '1' && *json_next(element) == '"' && !json_next(json_next(element)));
    CHECK_EQUAL(4, base64_decode("AQIDBA==", bytes, sizeof bytes));
    CHECK(!memcmp(bytes, "\1\2\3\4", 4));
    CHECK_EQUAL(-1, base64_decode("AQIDBAU=", bytes, sizeof bytes));
}

int main(void) {
    should_read_a_webrtc_answer();
    should_read_what_it_offers();
    should_say_what_is_wrong();
    should_read_urls_and_header_fields();
    should_read_json_and_base64();
    return check_done("sdp, urls, json");
}
