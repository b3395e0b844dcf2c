#include "sdp.h"

#include "base64.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *address_text(uint32_t address, char to[INET_ADDRSTRLEN]) {
    struct in_addr in = {htonl(address)};
    return inet_ntop(AF_INET, &in, to, INET_ADDRSTRLEN);
}

static const char *format_lines(const struct call *call) {
    return call->pt == 0 ? "a=rtpmap:0 PCMU/8000\r\na=ptime:20\r\n"
                         : "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\na=ptime:20\r\n";
}

void sdp_write_webrtc_offer(char *to, size_t capacity, const struct call *call, const char *ufrag, const char *password,
                            const char *fingerprint) {
    char address[INET_ADDRSTRLEN];
    address_text(call->local, address);
    unsigned port = call->port->bound.number;
    snprintf(
        to, capacity,
        "v=0\r\no=- %u 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\na=msid-semantic: WMS *\r\n"
        "m=audio %u UDP/TLS/RTP/SAVPF %u\r\nc=IN IP4 %s\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
        "a=candidate:1 1 udp 2130706431 %s %u typ host\r\na=end-of-candidates\r\n"
        "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\na=fingerprint:sha-256 %s\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\n"
        "a=msid:load audio\r\na=rtcp-mux\r\na=rtcp-rsize\r\n%sa=ssrc:%u cname:load@ringway\r\n",
        call->ssrc >> 1, port, call->pt, address, address, port, ufrag, password, fingerprint, format_lines(call),
        call->ssrc);
}

void sdp_write_sip_offer(char *to, size_t capacity, const struct call *call, const uint8_t *sdes_key) {
    char address[INET_ADDRSTRLEN], crypto[128] = "", key[64];
    address_text(call->local, address);
    if (sdes_key) {
        base64_encode(sdes_key, SRTP_KEY_BYTES + SRTP_MAX_SALT_BYTES, key);
        snprintf(crypto, sizeof crypto, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:%s\r\n", key);
    }
    snprintf(to, capacity,
             "v=0\r\no=load %u 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n"
             "m=audio %u RTP/%s %u\r\n%s%sa=rtcp-mux\r\na=sendrecv\r\n",
             call->ssrc >> 1, address, address, call->port->bound.number, sdes_key ? "SAVP" : "AVP", call->pt,
             format_lines(call), crypto);
}

static bool starts(const char *line, const char *with) {
    return !strncmp(line, with, strlen(with));
}

/* UDP over IPv4 only; others are passed over. */
static void read_candidate(const char *line, struct sdp_answer *a) {
    char transport[8], host[64], text[80];
    unsigned port;
    if (a->candidate_count < sizeof a->candidates / sizeof *a->candidates &&
        sscanf(line, "a=candidate:%*31s %*u %7s %*u %63s %u", transport, host, &port) == 3 &&
        (transport[0] | 32) == 'u') {
        snprintf(text, sizeof text, "%s:%u", host, port);
        a->candidate_count += endpoint_parse(text, &a->candidates[a->candidate_count]);
    }
}

static void read_crypto(const char *line, struct sdp_answer *a) {
    char text[128];
    if (sscanf(line, "a=crypto:%*u AES_CM_128_HMAC_SHA1_80 inline:%127s", text) == 1 &&
        base64_decode(text, a->sdes_key, sizeof a->sdes_key) == (int)sizeof a->sdes_key) {
        a->sdes = PROFILE_CM_SHA1_80;
    }
}

/* The first payload type of the m-line has to be the codec that was offered. */
static void read_media(const char *line, enum codec codec, const char *rest, struct sdp_answer *a) {
    unsigned port, pt;
    char map[48];
    if (sscanf(line, "m=audio %u %*31s %u", &port, &pt) != 2) {
        return;
    }
    a->media.number = (uint16_t)port;
    snprintf(map, sizeof map, "a=rtpmap:%u opus/48000", pt);
    bool fits = codec == CODEC_PCMU ? pt == 0 : strstr(rest, map) != NULL;
    a->pt = fits ? (int)pt : -1;
}

static void read_line(const char *line, enum codec codec, const char *rest, struct sdp_answer *a) {
    char host[64], text[80];
    if (starts(line, "m=")) {
        read_media(line, codec, rest, a);
    } else if (sscanf(line, "c=IN IP4 %63[0-9.]", host) == 1) {
        struct endpoint e;
        snprintf(text, sizeof text, "%s:0", host);
        if (endpoint_parse(text, &e)) {
            a->media.address = e.address;
        }
    } else if (starts(line, "a=candidate:")) {
        read_candidate(line, a);
    } else if (starts(line, "a=crypto:")) {
        read_crypto(line, a);
    } else if (starts(line, "a=rtcp-mux")) {
        a->rtcp_mux = true;
    } else if (starts(line, "a=setup:")) {
        a->active = starts(line, "a=setup:active");
    } else if (sscanf(line, "a=ice-ufrag:%256s", a->ufrag) != 1 && sscanf(line, "a=ice-pwd:%256s", a->password) != 1) {
        sscanf(line, "a=fingerprint:%*[sS]%*[hH]%*[aA]-256 %99s", a->fingerprint);
    }
}

const char *sdp_read_answer(const char *text, enum codec codec, struct sdp_answer *a) {
    char line[512];
    *a = (struct sdp_answer){.pt = -1};
    if (!starts(text, "v=0")) {
        return "the answer is no SDP";
    }
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\r\n");
        size_t kept = length < sizeof line - 1 ? length : sizeof line - 1;
        memcpy(line, at, kept);
        line[kept] = 0;
        at += length;
        at += strspn(at, "\r\n");
        read_line(line, codec, at, a);
    }
    return a->media.number == 0 ? "the answer refuses audio" : a->pt < 0 ? "the answer has another codec" : NULL;
}
