/* The SDP a caller writes and as much of the answer as it needs (RFC 8866, RFC 8839, RFC 8842, RFC 4568). */
#ifndef RW_SDP_H
#define RW_SDP_H

#include "call.h"

struct sdp_answer {
    struct endpoint media; /* c= and m= */
    int pt;                /* -1: none of ours */
    bool rtcp_mux;
    bool active; /* a=setup */
    char ufrag[257], password[257];
    char fingerprint[100]; /* of SHA-256 */
    struct endpoint candidates[16];
    unsigned candidate_count;
    enum srtp_profile sdes;
    uint8_t sdes_key[SRTP_KEY_BYTES + SRTP_MAX_SALT_BYTES];
};

/* Lengths that fit to; call's address, SSRC and payload type are set. */
void sdp_write_webrtc_offer(char *to, size_t capacity, const struct call *call, const char *ufrag, const char *password,
                            const char *fingerprint);

/* sdes_key NULL: plain RTP. */
void sdp_write_sip_offer(char *to, size_t capacity, const struct call *call, const uint8_t *sdes_key);

/* NULL, or what is wrong with it. codec is the offered one. */
const char *sdp_read_answer(const char *text, enum codec codec, struct sdp_answer *answer);

#endif
