#include "plan.h"

#include "base64.h"
#include "fail.h"
#include "json.h"
#include "media.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct planned {
    struct endpoint local, remote, recv_local;
    bool has_recv_local, expect_back, transcoded;
    enum match match;
    uint32_t pt, ssrc, answer_ticks;
    enum srtp_profile send_profile, recv_profile;
    uint8_t send_key[30], recv_key[30];
    char id[TIMES_ID_BYTES];
};

/* How many addresses a port number has in the plan: with one it is bound to it, with more it is shared. */
struct numbers {
    uint32_t address[65536];
    bool many[65536];
    struct port *port[65536];
};

static uint32_t read_number(const char *line, const char *key, uint32_t otherwise) {
    const char *value = json_member(line, key);
    return value ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

static bool read_endpoint(const char *line, const char *key, unsigned number, struct endpoint *e) {
    char text[64];
    const char *value = json_member(line, key);
    if (!value || !strncmp(value, "null", 4)) {
        return false;
    }
    if (!json_string(value, text, sizeof text) || !endpoint_parse(text, e) || e->number == 0) {
        fail("line %u of the plan: %s is to be like \"127.0.0.1:40000\"", number, key);
    }
    return true;
}

/* "AES_CM_128_HMAC_SHA1_80 inline:BASE64", as RFC 4568 §6.1 writes it, or AEAD_AES_128_GCM (RFC 7714 §14.2). */
static enum srtp_profile read_key(const char *line, const char *key, unsigned number, uint8_t *bytes) {
    static const char cm[] = "AES_CM_128_HMAC_SHA1_80 inline:", gcm[] = "AEAD_AES_128_GCM inline:";
    char text[160];
    const char *value = json_member(line, key);
    if (!value || !strncmp(value, "null", 4)) {
        return PROFILE_NONE;
    }
    if (json_string(value, text, sizeof text)) {
        if (!strncmp(text, cm, sizeof cm - 1) && base64_decode(text + sizeof cm - 1, bytes, 30) == 30) {
            return PROFILE_CM_SHA1_80;
        }
        if (!strncmp(text, gcm, sizeof gcm - 1) && base64_decode(text + sizeof gcm - 1, bytes, 30) == 28) {
            return PROFILE_GCM_128;
        }
    }
    fail("line %u of the plan: %s is to be null or like \"%sBASE64\", with 30 bytes of key and salt", number, key, cm);
}

static enum codec read_codec(const char *line, const char *key, unsigned number, enum codec otherwise) {
    char text[16];
    if (!json_string(json_member(line, key), text, sizeof text)) {
        return otherwise;
    }
    if (strcmp(text, "opus") && strcmp(text, "pcmu") && strcmp(text, "pcma")) {
        fail("line %u of the plan: %s is opus, pcmu or pcma", number, key);
    }
    return strcmp(text, "opus") ? CODEC_PCMU : CODEC_OPUS;
}

static enum match read_match(const char *line, unsigned number, enum match otherwise) {
    char text[16];
    if (!json_string(json_member(line, "match"), text, sizeof text)) {
        return otherwise;
    }
    if (strcmp(text, "payload") && strcmp(text, "order") && strcmp(text, "count")) {
        fail("line %u of the plan: match is payload, order or count", number);
    }
    return !strcmp(text, "payload") ? MATCH_PAYLOAD : !strcmp(text, "order") ? MATCH_ORDER : MATCH_COUNT;
}

static struct planned read_line(struct load *load, const char *line, unsigned number) {
    struct planned p = {0};
    enum codec codec = read_codec(line, "codec", number, CODEC_OPUS);
    if (codec != load->payload.codec) {
        fail("line %u of the plan wants another codec than %s is", number, codec == CODEC_OPUS ? "--pcmu" : "--frames");
    }
    if (!read_endpoint(line, "local", number, &p.local) || !read_endpoint(line, "remote", number, &p.remote)) {
        fail("line %u of the plan needs local and remote", number);
    }
    p.has_recv_local = read_endpoint(line, "recv_local", number, &p.recv_local);
    p.pt = read_number(line, "pt", codec == CODEC_OPUS ? 111 : 0);
    p.ssrc = read_number(line, "ssrc", 0);
    p.expect_back = json_is_true(json_member(line, "expect_back"));
    enum codec answer = read_codec(line, "recv_codec", number, codec);
    p.answer_ticks = codec_ticks(answer);
    p.match = !p.expect_back ? MATCH_COUNT : answer == codec ? load->options.match : MATCH_ORDER;
    p.match = read_match(line, number, p.match);
    p.send_profile = read_key(line, "send_key", number, p.send_key);
    p.recv_profile = read_key(line, "recv_key", number, p.recv_key);
    json_string(json_member(line, "id"), p.id, sizeof p.id);
    return p;
}

static void note_number(struct numbers *n, struct endpoint e) {
    n->many[e.number] |= n->address[e.number] && n->address[e.number] != e.address;
    n->address[e.number] = e.address;
}

static struct port *port_for(struct load *load, struct numbers *n, struct endpoint e) {
    if (!n->port[e.number]) {
        n->port[e.number] = load_open_port(load, e, n->many[e.number]);
    }
    return n->port[e.number];
}

/* After all that send: where one line's answers arrive, another may send from, when both parties of a call speak. */
static void place_answers(struct load *load, const struct planned *planned, struct numbers *numbers) {
    for (uint32_t i = 0; i < load->count; i++) {
        if (planned[i].has_recv_local) {
            port_for(load, numbers, planned[i].recv_local);
            directory_put(&load->directory, planned[i].recv_local, &load->calls[i]);
            load->calls[i].answer_at = planned[i].recv_local;
        }
    }
}

static void place_calls(struct load *load, struct planned *planned) {
    struct numbers *numbers = allocate(1, sizeof *numbers);
    for (uint32_t i = 0; i < load->count; i++) {
        note_number(numbers, planned[i].local);
        if (planned[i].has_recv_local) {
            note_number(numbers, planned[i].recv_local);
        }
    }
    for (uint32_t i = 0; i < load->count; i++) {
        struct call *call = &load->calls[i];
        call->port = port_for(load, numbers, planned[i].local);
        call->local = planned[i].local.address;
        call->remote = endpoint_socket_address(planned[i].remote);
        directory_put(&load->directory, planned[i].local, call);
    }
    place_answers(load, planned, numbers);
    free(numbers);
}

static void open_plan(struct load *load) {
    const char *file = load->options.target + strlen("plan:");
    FILE *from = fopen(file, "r");
    char line[2048];
    uint32_t count = 0, capacity = 1024;
    unsigned number = 0;
    struct planned *planned = allocate(capacity, sizeof *planned);
    if (!from) {
        fail("cannot read %s: %m", file);
    }
    while (fgets(line, sizeof line, from) && (load->options.calls == 0 || count < load->options.calls)) {
        number++;
        if (line[strspn(line, " \t\r\n")] == 0) {
            continue;
        }
        if (count == capacity && !(planned = realloc(planned, (capacity *= 2) * sizeof *planned))) {
            fail("no memory for %u calls", capacity);
        }
        planned[count++] = read_line(load, line, number);
    }
    fclose(from);
    if (count == 0 || (load->options.calls && count < load->options.calls)) {
        fail("%s has %u calls", file, count);
    }
    load_make_calls(load, count);
    place_calls(load, planned);
    load->target_state = planned;
}

static void begin(struct load *load, struct call *call, int64_t now_ns) {
    const struct planned *p = &((struct planned *)load->target_state)[call->number];
    call->pt = (uint8_t)p->pt;
    call->ssrc = p->ssrc ? p->ssrc : call->ssrc;
    call->expect_back = p->expect_back && !load->options.one_way;
    call->answer_rate_hz = p->answer_ticks * 50;
    round_trip_open(&call->round_trip, call->expect_back ? p->match : MATCH_COUNT, p->answer_ticks);
    call->expect_back &= p->match != MATCH_COUNT;
    if (p->send_profile != PROFILE_NONE) {
        srtp_open_keys(&call->seal_keys, p->send_profile, p->send_key, p->send_key + SRTP_KEY_BYTES, true);
        call->seal = &call->seal_keys;
    }
    if (p->recv_profile != PROFILE_NONE) {
        srtp_open_keys(&call->unseal_keys, p->recv_profile, p->recv_key, p->recv_key + SRTP_KEY_BYTES, false);
        call->unseal = &call->unseal_keys;
    }
    memcpy(call->id, p->id, sizeof call->id);
    load_live(load, call, now_ns);
}

static void chore(struct load *load, struct call *call, int64_t now_ns) {
    (void)load;
    (void)now_ns;
    call->chore_ns = INT64_MAX;
}

static void hang_up(struct load *load, struct call *call, int64_t now_ns) {
    (void)now_ns;
    load_ended(load, call);
}

const struct target plan_target = {"plan", open_plan, begin, chore, NULL, hang_up, NULL};
