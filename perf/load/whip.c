#include "whip.h"

#include "clock.h"
#include "dtls.h"
#include "fail.h"
#include "http.h"
#include "ice.h"
#include "media.h"
#include "sdp.h"

#include <stdio.h>
#include <string.h>

#define RETRY_NS (100 * NS_PER_MS)
#define REPORT_NS (5 * NS_PER_S)

struct whip {
    struct http_url url;
    struct dtls_identity identity;
    struct session *sessions;
};

struct session {
    struct load *load;
    struct call *call;
    struct http_exchange *exchange; /* NULL: none is under way */
    struct ice ice;
    struct dtls dtls;
    struct sdp_answer answer;
    struct http_url location;
};

static void open_whip(struct load *load) {
    struct whip *w = allocate(1, sizeof *w);
    if (!http_parse_url(load->options.target + strlen("whip:"), &w->url)) {
        fail("the target is to be like whip:http://127.0.0.1:8080/webrtc, with an IPv4 address, not '%s'",
             load->options.target);
    }
    load_make_calls(load, load->options.calls ? load->options.calls : 1);
    dtls_identity_create(&w->identity, load->options.srtp);
    w->sessions = allocate(load->count, sizeof *w->sessions);
    for (uint32_t i = 0; i < load->count; i++) {
        w->sessions[i] = (struct session){.load = load, .call = &load->calls[i]};
        load->calls[i].session = &w->sessions[i];
    }
    load->target_state = w;
}

static void send_datagram(void *owner, const uint8_t *bytes, size_t length) {
    struct session *s = owner;
    outbox_send(&s->load->outbox, s->call->port, s->call->local, &s->call->remote, bytes, length);
}

static void release(struct session *s) {
    if (s->exchange) {
        http_cancel(s->exchange);
        s->exchange = NULL;
    }
    dtls_free(&s->dtls);
}

static void check(struct session *s, int64_t now_ns) {
    uint8_t message[STUN_MAX_BYTES + 256];
    size_t length = ice_send(&s->ice, now_ns, message);
    if (length) {
        send_datagram(s, message, length);
    }
}

static void plan_chore(struct session *s, int64_t now_ns) {
    bool shaking_hands = s->dtls.ssl && s->dtls.state == DTLS_HANDSHAKE;
    s->call->chore_ns = shaking_hands && now_ns + RETRY_NS < s->ice.next_ns ? now_ns + RETRY_NS : s->ice.next_ns;
}

/* The one at the address the offer was posted to, if there is such a one: servers announce all they have. */
static bool choose_candidate(struct session *s) {
    struct whip *w = s->load->target_state;
    struct sdp_answer *a = &s->answer;
    for (unsigned i = 0; i < a->candidate_count; i++) {
        if (a->candidates[i].address == w->url.host.address) {
            s->call->remote = endpoint_socket_address(a->candidates[i]);
            return true;
        }
    }
    if (endpoint_is_loopback(w->url.host) || a->candidate_count == 0) {
        return false;
    }
    s->call->remote = endpoint_socket_address(a->candidates[0]);
    return true;
}

static void end_failed(struct session *s, const char *why) {
    release(s);
    load_failed(s->load, s->call, "call %u: %s", s->call->number, why);
}

static void locate(struct session *s, const struct http_response *response) {
    struct whip *w = s->load->target_state;
    char location[256];
    s->location = w->url;
    if (!http_header(response->head, "Location", location, sizeof location)) {
        s->location.path[0] = 0;
    } else if (!http_parse_url(location, &s->location)) {
        snprintf(s->location.path, sizeof s->location.path, "%s", location);
    }
    if (!http_header(response->head, "X-Conversation-Id", s->call->id, sizeof s->call->id)) {
        const char *last = strrchr(s->location.path, '/');
        snprintf(s->call->id, sizeof s->call->id, "%.*s", (int)sizeof s->call->id - 1, last ? last + 1 : "");
    }
}

static void answered(void *owner, const struct http_response *response, int64_t now_ns) {
    struct session *s = owner;
    char why[128];
    s->exchange = NULL;
    if (response->status != 201 && response->status != 200) {
        snprintf(why, sizeof why, "POST got status %d %s", response->status, response->error ? response->error : "");
        end_failed(s, why);
        return;
    }
    locate(s, response);
    const char *wrong = sdp_read_answer(response->body, s->load->payload.codec, &s->answer);
    if (wrong || !s->answer.ufrag[0] || !s->answer.password[0] || !s->answer.fingerprint[0]) {
        end_failed(s, wrong ? wrong : "the answer lacks ICE credentials or a SHA-256 fingerprint");
    } else if (!choose_candidate(s)) {
        end_failed(s, "the answer has no candidate at the server's address: let it listen there");
    } else {
        histogram_record(&s->load->answered, now_ns - s->call->began_ns);
        s->call->pt = (uint8_t)s->answer.pt;
        memcpy(s->ice.remote_ufrag, s->answer.ufrag, sizeof s->ice.remote_ufrag);
        memcpy(s->ice.remote_password, s->answer.password, sizeof s->ice.remote_password);
        struct whip *w = s->load->target_state;
        dtls_open(&s->dtls, &w->identity, !s->answer.active, send_datagram, s);
        ice_begin(&s->ice, now_ns);
        check(s, now_ns);
        plan_chore(s, now_ns);
    }
}

static void begin(struct load *load, struct call *call, int64_t now_ns) {
    struct whip *w = load->target_state;
    struct session *s = call->session;
    char offer[2048];
    (void)now_ns;
    load_give_port(load, call, w->url.host);
    ice_open(&s->ice, random_next(&load->names));
    sdp_write_webrtc_offer(offer, sizeof offer, call, s->ice.ufrag, s->ice.password, w->identity.fingerprint);
    s->location.path[0] = 0;
    s->exchange = http_request(load->epoll, "POST", &w->url, "application/sdp", offer, answered, s);
}

static void begin_media(struct session *s, int64_t now_ns) {
    struct dtls_keys keys;
    struct call *call = s->call;
    if (!dtls_export(&s->dtls, s->answer.fingerprint, &keys)) {
        end_failed(s, "the server's certificate is not the one of its answer, or there is no SRTP profile");
        return;
    }
    srtp_open_keys(&call->seal_keys, keys.profile, keys.ours, keys.our_salt, true);
    srtp_open_keys(&call->unseal_keys, keys.profile, keys.theirs, keys.their_salt, false);
    call->seal = &call->seal_keys;
    call->unseal = &call->unseal_keys;
    call->report_ns = now_ns + call->number % 50 * (REPORT_NS / 50);
    load_live(s->load, call, now_ns);
}

/* What the state of the handshake means for the call. */
static void follow(struct session *s, enum dtls_state state, int64_t now_ns) {
    if (state == DTLS_DONE && s->call->state == CALL_STARTING) {
        begin_media(s, now_ns);
    } else if ((state == DTLS_CLOSED || state == DTLS_FAILED) && s->call->state != CALL_ENDING) {
        end_failed(s, s->call->state == CALL_STARTING ? "the DTLS handshake failed" : "the server closed DTLS");
    }
}

static void datagram(struct load *load, struct call *call, struct datagram *d) {
    struct session *s = call->session;
    uint8_t answer[STUN_MAX_BYTES];
    int64_t now_ns = load->outbox.now_ns;
    if (!s->dtls.ssl) {
        /* Its answer to our goodbye. */
        load->counters.strange += call->state != CALL_ENDING;
    } else if (d->bytes[0] < 4) {
        enum ice_state before = s->ice.state;
        size_t length = ice_receive(&s->ice, d, now_ns, answer);
        if (length) {
            send_datagram(s, answer, length);
        }
        if (before == ICE_CHECKING && s->ice.state == ICE_CONNECTED && s->dtls.active) {
            follow(s, dtls_run(&s->dtls, NULL, 0), now_ns);
        }
    } else if (d->bytes[0] >= 20 && d->bytes[0] <= 63) {
        follow(s, dtls_run(&s->dtls, d->bytes, d->length), now_ns);
    } else {
        load->counters.strange++;
    }
    if (s->dtls.ssl) {
        plan_chore(s, now_ns);
    }
}

static void chore(struct load *load, struct call *call, int64_t now_ns) {
    struct session *s = call->session;
    (void)load;
    check(s, now_ns);
    if (s->ice.state == ICE_FAILED && call->state != CALL_ENDING) {
        end_failed(s, "ICE: no answer to checks");
        return;
    }
    if (s->ice.state == ICE_CONNECTED && s->dtls.state == DTLS_HANDSHAKE) {
        follow(s, dtls_run(&s->dtls, NULL, 0), now_ns);
    }
    if (s->dtls.ssl) {
        plan_chore(s, now_ns);
    }
}

static void deleted(void *owner, const struct http_response *response, int64_t now_ns) {
    struct session *s = owner;
    (void)response;
    (void)now_ns;
    s->exchange = NULL;
    release(s);
    load_ended(s->load, s->call);
}

static void hang_up(struct load *load, struct call *call, int64_t now_ns) {
    struct session *s = call->session;
    (void)now_ns;
    dtls_close(&s->dtls);
    release(s);
    call->chore_ns = INT64_MAX;
    if (s->location.path[0]) {
        s->exchange = http_request(load->epoll, "DELETE", &s->location, NULL, NULL, deleted, s);
    } else {
        load_ended(load, call);
    }
}

/* The call is over without its session knowing: set-up took too long, or the server never said goodbye. */
static void forget(struct load *load, struct call *call) {
    (void)load;
    release(call->session);
}

const struct target whip_target = {"whip", open_whip, begin, chore, datagram, hang_up, forget};
