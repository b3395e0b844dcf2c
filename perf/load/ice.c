#include "ice.h"

#include "clock.h"

#include <stdio.h>
#include <string.h>

#define FIRST_WAIT_NS (50 * NS_PER_MS)
#define LONGEST_WAIT_NS (800 * NS_PER_MS)
#define CONSENT_NS (5 * NS_PER_S)
#define CONSENT_EXPIRY_NS (30 * NS_PER_S)
/* RFC 8445 §5.1.2: host candidate, one component; as a peer-reflexive one it would rank below. */
#define PRIORITY (110u << 24 | 65535u << 8 | 255u)

static void choose_id(struct ice *ice) {
    for (int i = 0; i < STUN_ID_BYTES; i += 4) {
        uint32_t number = random_u32(&ice->random);
        memcpy(ice->id + i, &number, 4);
    }
}

void ice_open(struct ice *ice, uint64_t seed) {
    memset(ice, 0, sizeof *ice);
    ice->random.state = seed;
    random_token(&ice->random, ice->ufrag, sizeof ice->ufrag - 1);
    random_token(&ice->random, ice->password, sizeof ice->password - 1);
    ice->tie_breaker = random_next(&ice->random);
    ice->next_ns = INT64_MAX;
}

void ice_begin(struct ice *ice, int64_t now_ns) {
    choose_id(ice);
    ice->wait_ns = FIRST_WAIT_NS;
    ice->next_ns = ice->heard_ns = now_ns;
}

size_t ice_send(struct ice *ice, int64_t now_ns, uint8_t *to) {
    if (now_ns < ice->next_ns || ice->state == ICE_FAILED) {
        return 0;
    }
    if (now_ns - ice->heard_ns > CONSENT_EXPIRY_NS) {
        ice->state = ICE_FAILED;
        return 0;
    }
    if (ice->state == ICE_CONNECTED) {
        /* RFC 7675 §5.1: 0.8 to 1.2 times, so that calls do not ask in step; each with an id of its own. */
        choose_id(ice);
        ice->next_ns = now_ns + (int64_t)((0.8 + 0.4 * random_unit(&ice->random)) * CONSENT_NS);
    } else {
        ice->next_ns = now_ns + ice->wait_ns;
        ice->wait_ns = 2 * ice->wait_ns < LONGEST_WAIT_NS ? 2 * ice->wait_ns : LONGEST_WAIT_NS;
    }
    char username[sizeof ice->remote_ufrag + sizeof ice->ufrag];
    snprintf(username, sizeof username, "%s:%s", ice->remote_ufrag, ice->ufrag);
    struct stun_request request = {ice->id, username, ice->remote_password, PRIORITY, ice->tie_breaker};
    return stun_write_check(to, &request);
}

size_t ice_receive(struct ice *ice, const struct datagram *d, int64_t now_ns, uint8_t *to) {
    struct stun_message m;
    bool request = d->length >= 2 && d->bytes[0] == 0 && d->bytes[1] == 1;
    if (!stun_read(d->bytes, d->length, request ? ice->password : ice->remote_password, &m)) {
        return 0;
    }
    if (m.type == STUN_REQUEST) {
        ice->heard_ns = now_ns;
        return stun_write_answer(to, m.id, d->from, ice->password);
    }
    if (m.type == STUN_RESPONSE && !memcmp(m.id, ice->id, STUN_ID_BYTES)) {
        ice->heard_ns = now_ns;
        if (ice->state == ICE_CHECKING) {
            ice->state = ICE_CONNECTED;
            ice->next_ns = now_ns + CONSENT_NS;
        }
    } else if (m.type == STUN_ERROR && !memcmp(m.id, ice->id, STUN_ID_BYTES)) {
        ice->state = ICE_FAILED;
    }
    return 0;
}
