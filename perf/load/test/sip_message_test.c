#include "sip_message.h"

#include "check.h"

static const char OK[] =
    "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKa\r\nf: <sip:load@127.0.0.1>;tag=1\r\n"
    "t: \"A;tag=no\" <sip:echo@127.0.0.1;tag=no>;tag=77;x=y\r\ni: 3.1.abc@127.0.0.1\r\nCSeq: 1 INVITE\r\n"
    "m: \"B\" <sip:echo@127.0.0.1:5060;transport=udp>;q=1\r\nl: 3\r\n\r\nv=0";

static void should_read_a_response(void) {
    struct sip_message m;
    CHECK(sip_read(OK, &m));
    CHECK_EQUAL(200, m.status);
    CHECK_EQUAL(1, m.cseq);
    CHECK(!strcmp("INVITE", m.method) && !strcmp("3.1.abc@127.0.0.1", m.call_id) && !strcmp("77", m.to_tag));
    CHECK(!strcmp("sip:echo@127.0.0.1:5060;transport=udp", m.contact) && !strcmp("v=0", m.body));
}

static void should_answer_a_request(void) {
    static const char bye[] =
        "BYE sip:load@127.0.0.1 SIP/2.0\r\nVia: one\r\nVia: two\r\nMax-Forwards: 3\r\nFrom: f\r\nTo: t\r\n"
        "Call-ID: c\r\nCSeq: 9 BYE\r\n\r\n";
    struct sip_message m;
    char text[512];
    CHECK(sip_read(bye, &m));
    CHECK_EQUAL(0, m.status);
    size_t length = sip_write_response(text, sizeof text, &m, "200 OK");
    CHECK_EQUAL(strlen(text), length);
    CHECK(
        !strcmp("SIP/2.0 200 OK\r\nVia: one\r\nVia: two\r\nFrom: f\r\nTo: t\r\nCall-ID: c\r\n"
                "CSeq: 9 BYE\r\nContent-Length: 0\r\n\r\n",
                text));
}

/* RFC 4475: none of it may lead astray; each prefix of it is a message cut off. */
static void should_bear_torture(void) {
    static const char *const names[] = {"wsinv",    "intmeth", "esc01", "longreq", "dblreq",
                                        "badinv01", "clerr",   "ncl",   "insuf",   "zeromf"};
    int read = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64], answer[600];
        size_t length;
        struct sip_message m;
        snprintf(path, sizeof path, "sip/rfc4475/%s.dat", names[i]);
        char *text = check_vectors(path, &length);
        if (!text) {
            return;
        }
        for (size_t end = length; end > 0; end -= end > 40 ? 37 : 1) {
            text[end] = 0;
            if (sip_read(text, &m)) {
                read += m.text == text;
                CHECK(sip_write_response(answer, sizeof answer, &m, "200 OK") > 0);
            }
        }
        free(text);
    }
    CHECK(read > 50);
}

int main(void) {
    should_read_a_response();
    should_answer_a_request();
    should_bear_torture();
    return check_done("sip message");
}
