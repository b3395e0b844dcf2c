#include "sip.h"

#include "clock.h"
#include "fail.h"
#include "media.h"
#include "sdp.h"
#include "sip_message.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T1_NS (500 * NS_PER_MS)
#define T2_NS (4 * NS_PER_S)
#define REPORT_NS (5 * NS_PER_S)
#define MOST_BYTES PORT_MAX_DATAGRAM

struct sip {
    char user[64], host[INET_ADDRSTRLEN], local[INET_ADDRSTRLEN];
    struct endpoint server;
    struct sockaddr_in to;
    struct port *port;
    struct session *sessions;
};

/* A dialog and the one request of it that waits for its answer. */
struct session {
    char call_id[64], from_tag[12], to_tag[128], target[256], branch[16];
    uint8_t sdes_key[SRTP_KEY_BYTES + SRTP_MAX_SALT_BYTES];
    unsigned generation; /* of calls at this place */
    bool answered, provisional, cancelled;
    int64_t wait_ns;
    size_t length;
    char request[MOST_BYTES];
};

static void send_text(struct load *load, const char *text, size_t length) {
    struct sip *sip = load->target_state;
    outbox_send(&load->outbox, sip->port, sip->server.address, &sip->to, (const uint8_t *)text, length);
}

/* Everything of a request of ours in the dialog but its body's header fields. */
static size_t write_head(struct load *load, struct session *s, const char *method, unsigned cseq, char *to,
                         size_t capacity) {
    struct sip *sip = load->target_state;
    unsigned port = sip->port->bound.number;
    int length = snprintf(to, capacity,
                          "%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%u;branch=z9hG4bK%s;rport\r\nMax-Forwards: 70\r\n"
                          "From: <sip:load@%s:%u>;tag=%s\r\nTo: <sip:%s@%s:%u>%s%s\r\nCall-ID: %s\r\nCSeq: %u %s\r\n"
                          "Contact: <sip:load@%s:%u>\r\nUser-Agent: ringway-load\r\n",
                          method, s->target, sip->local, port, s->branch, sip->local, port, s->from_tag, sip->user,
                          sip->host, sip->server.number, s->to_tag[0] ? ";tag=" : "", s->to_tag, s->call_id, cseq,
                          method, sip->local, port);
    return (size_t)length;
}

static void send_request(struct load *load, struct call *call, const char *method, unsigned cseq, const char *body) {
    struct session *s = call->session;
    size_t length = write_head(load, s, method, cseq, s->request, sizeof s->request);
    length += (size_t)snprintf(s->request + length, sizeof s->request - length, "%sContent-Length: %zu\r\n\r\n%s",
                               *body ? "Content-Type: application/sdp\r\n" : "", strlen(body), body);
    s->length = length;
    s->wait_ns = T1_NS;
    s->provisional = false;
    call->chore_ns = load->outbox.now_ns + s->wait_ns;
    send_text(load, s->request, length);
}

static void choose_branch(struct load *load, struct session *s) {
    random_token(&load->names, s->branch, sizeof s->branch - 1);
}

/* RFC 3261 §13.2.2.4: a transaction of its own for a 2xx, the INVITE's for others (§17.1.1.3). */
static void acknowledge(struct load *load, struct session *s, bool success, const struct sip_message *response) {
    char text[MOST_BYTES], kept[sizeof s->to_tag];
    memcpy(kept, s->to_tag, sizeof kept);
    if (success) {
        choose_branch(load, s);
    } else {
        memcpy(s->to_tag, response->to_tag, sizeof s->to_tag);
    }
    size_t length = write_head(load, s, "ACK", 1, text, sizeof text);
    length += (size_t)snprintf(text + length, sizeof text - length, "Content-Length: 0\r\n\r\n");
    send_text(load, text, length);
    memcpy(s->to_tag, kept, sizeof kept);
}

static const char *begin_media(struct load *load, struct call *call, const struct sip_message *response,
                               int64_t now_ns) {
    struct session *s = call->session;
    struct sdp_answer answer;
    const char *wrong = sdp_read_answer(response->body, load->payload.codec, &answer);
    if (wrong) {
        return wrong;
    }
    if (answer.sdes != load->options.srtp) {
        return "the answer takes no SRTP with AES_CM_128_HMAC_SHA1_80";
    }
    if (answer.media.address == 0) {
        return "the answer has no IPv4 address";
    }
    call->pt = (uint8_t)answer.pt;
    call->remote = endpoint_socket_address(answer.media);
    if (answer.sdes != PROFILE_NONE) {
        srtp_open_keys(&call->seal_keys, answer.sdes, s->sdes_key, s->sdes_key + SRTP_KEY_BYTES, true);
        srtp_open_keys(&call->unseal_keys, answer.sdes, answer.sdes_key, answer.sdes_key + SRTP_KEY_BYTES, false);
        call->seal = &call->seal_keys;
        call->unseal = &call->unseal_keys;
    }
    load_live(load, call, now_ns);
    call->report_ns = answer.rtcp_mux ? now_ns + call->number % 50 * (REPORT_NS / 50) : INT64_MAX;
    return NULL;
}

static void say_goodbye(struct load *load, struct call *call) {
    choose_branch(load, call->session);
    send_request(load, call, "BYE", 2, "");
}

static void take_success(struct load *load, struct call *call, const struct sip_message *m, int64_t now_ns) {
    struct session *s = call->session;
    if (!s->answered) {
        s->answered = true;
        memcpy(s->to_tag, m->to_tag, sizeof s->to_tag);
        if (m->contact[0]) {
            memcpy(s->target, m->contact, sizeof s->target);
        }
    }
    acknowledge(load, s, true, m);
    if (call->state == CALL_ENDING && s->cancelled) {
        s->cancelled = false;
        say_goodbye(load, call);
    } else if (call->state == CALL_STARTING) {
        call->chore_ns = INT64_MAX;
        histogram_record(&load->answered, now_ns - call->began_ns);
        const char *wrong = begin_media(load, call, m, now_ns);
        if (wrong) {
            say_goodbye(load, call);
            load_failed(load, call, "call %u: %s", call->number, wrong);
        }
    }
}

static void take_response(struct load *load, struct call *call, const struct sip_message *m, int64_t now_ns) {
    struct session *s = call->session;
    bool invite = !strcmp(m->method, "INVITE");
    if (m->status < 200) {
        s->provisional |= invite;
    } else if (invite && m->status < 300) {
        take_success(load, call, m, now_ns);
    } else if (invite) {
        acknowledge(load, s, false, m);
        if (call->state == CALL_STARTING) {
            load_failed(load, call, "call %u: INVITE got %.60s", call->number, m->text + strlen("SIP/2.0 "));
        } else if (call->state == CALL_ENDING) {
            load_ended(load, call);
        }
    } else if (!strcmp(m->method, "BYE") && call->state == CALL_ENDING) {
        load_ended(load, call);
    }
}

static void take_request(struct load *load, struct call *call, const struct sip_message *m) {
    char text[MOST_BYTES];
    if (!strcmp(m->method, "ACK")) {
        return;
    }
    /* A new offer is declined, which leaves the call as it is (RFC 3261 §14.2). */
    const char *status = !call                         ? "481 Call/Transaction Does Not Exist"
                         : strcmp(m->method, "INVITE") ? "200 OK"
                                                       : "488 Not Acceptable Here";
    send_text(load, text, sip_write_response(text, sizeof text, m, status));
    if (call && !strcmp(m->method, "BYE") && call->state < CALL_ENDED) {
        if (call->state == CALL_ENDING) {
            load_ended(load, call);
        } else {
            load_failed(load, call, "call %u: the server hung up", call->number);
        }
    }
}

/* The number of the call stands first in its Call-ID. */
static struct call *find(struct load *load, const struct sip_message *m) {
    struct sip *sip = load->target_state;
    unsigned long number = strtoul(m->call_id, NULL, 10);
    bool known = number < load->count && !strcmp(sip->sessions[number].call_id, m->call_id);
    return known && load->calls[number].state != CALL_WAITING ? &load->calls[number] : NULL;
}

static void receive(void *owner, struct port *port, struct datagram *d) {
    struct load *load = owner;
    struct sip_message m;
    char text[PORT_MAX_DATAGRAM + 1];
    (void)port;
    memcpy(text, d->bytes, d->length);
    text[d->length] = 0;
    if (!sip_read(text, &m)) {
        load->counters.strange++;
        return;
    }
    struct call *call = find(load, &m);
    if (m.status == 0) {
        take_request(load, call, &m);
    } else if (call) {
        take_response(load, call, &m, load->outbox.now_ns);
    }
}

static void open_sip(struct load *load) {
    struct sip *sip = allocate(1, sizeof *sip);
    char address[64];
    if (sscanf(load->options.target, "sip:%63[^@]@%63s", sip->user, address) != 2 ||
        !endpoint_parse(address, &sip->server)) {
        fail("the target is to be like sip:echo@127.0.0.1:5060, with an IPv4 address, not '%s'", load->options.target);
    }
    load->target_state = sip;
    load_make_calls(load, load->options.calls ? load->options.calls : 1);
    sip->to = endpoint_socket_address(sip->server);
    struct endpoint at = {load_address_towards(sip->server), 0};
    sip->port = port_open(load->epoll, at, false, receive, load);
    struct sockaddr_in local = endpoint_socket_address(at);
    inet_ntop(AF_INET, &sip->to.sin_addr, sip->host, sizeof sip->host);
    inet_ntop(AF_INET, &local.sin_addr, sip->local, sizeof sip->local);
    sip->sessions = allocate(load->count, sizeof *sip->sessions);
    for (uint32_t i = 0; i < load->count; i++) {
        load->calls[i].session = &sip->sessions[i];
    }
}

static void begin(struct load *load, struct call *call, int64_t now_ns) {
    struct sip *sip = load->target_state;
    struct session *s = call->session;
    char offer[1024];
    (void)now_ns;
    load_give_port(load, call, sip->server);
    *s = (struct session){.generation = s->generation + 1};
    random_token(&load->names, s->from_tag, sizeof s->from_tag - 1);
    choose_branch(load, s);
    snprintf(s->call_id, sizeof s->call_id, "%u.%u.%08x@%s", call->number, s->generation, random_u32(&load->names),
             sip->local);
    snprintf(s->target, sizeof s->target, "sip:%s@%s:%u", sip->user, sip->host, sip->server.number);
    snprintf(call->id, sizeof call->id, "%.*s", (int)sizeof call->id - 1, s->call_id);
    for (size_t i = 0; i < sizeof s->sdes_key; i++) {
        s->sdes_key[i] = (uint8_t)random_u32(&load->random);
    }
    sdp_write_sip_offer(offer, sizeof offer, call, load->options.srtp == PROFILE_NONE ? NULL : s->sdes_key);
    send_request(load, call, "INVITE", 1, offer);
}

/* Sends again what has no answer yet: an INVITE until the first one of any kind, a BYE ever more slowly (§17.1). */
static void chore(struct load *load, struct call *call, int64_t now_ns) {
    struct session *s = call->session;
    bool starting = call->state == CALL_STARTING;
    if ((!starting && call->state != CALL_ENDING) || s->provisional) {
        call->chore_ns = INT64_MAX;
        return;
    }
    load->again++;
    send_text(load, s->request, s->length);
    s->wait_ns = starting || 2 * s->wait_ns < T2_NS ? 2 * s->wait_ns : T2_NS;
    call->chore_ns = now_ns + s->wait_ns;
}

static void hang_up(struct load *load, struct call *call, int64_t now_ns) {
    struct session *s = call->session;
    (void)now_ns;
    if (s->answered) {
        say_goodbye(load, call);
    } else {
        /* The INVITE's transaction is cancelled under its own branch and number. */
        s->cancelled = true;
        send_request(load, call, "CANCEL", 1, "");
    }
}

const struct target sip_target = {"sip", open_sip, begin, chore, NULL, hang_up, NULL};
