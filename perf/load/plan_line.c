#include "plan_line.h"

#include "base64.h"
#include "fail.h"
#include "json.h"

#include <stdlib.h>
#include <string.h>

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

struct planned plan_line_read(const char *line, unsigned number, enum codec sent, enum match match) {
    struct planned p = {0};
    enum codec codec = read_codec(line, "codec", number, CODEC_OPUS);
    if (codec != sent) {
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
    p.match = !p.expect_back ? MATCH_COUNT : answer == codec ? match : MATCH_ORDER;
    p.match = read_match(line, number, p.match);
    p.send_profile = read_key(line, "send_key", number, p.send_key);
    p.recv_profile = read_key(line, "recv_key", number, p.recv_key);
    json_string(json_member(line, "id"), p.id, sizeof p.id);
    return p;
}
