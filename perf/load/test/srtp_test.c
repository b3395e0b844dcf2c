#include "srtp.h"

#include "bytes.h"
#include "check.h"
#include "json.h"
#include "rtp.h"

static void read_hex(const char *object, const char *key, uint8_t *to, size_t *length) {
    const char *value = json_member(object, key);
    CHECK(value && *value == '"');
    *length = check_hex(value + 1, to);
}

/* RFC 3711 appendix B.3. */
static void should_derive_session_keys(const char *vectors) {
    const char *v = json_member(vectors, "rfc3711_B3_kdf");
    uint8_t key[64], salt[64], wanted[128], derived[128];
    size_t length;
    read_hex(v, "master_key", key, &length);
    read_hex(v, "master_salt", salt, &length);
    static const struct {
        const char *name;
        uint8_t label;
    } parts[] = {{"cipher_key", 0}, {"auth_key_94", 1}, {"cipher_salt", 2}};
    for (int i = 0; i < 3; i++) {
        read_hex(v, parts[i].name, wanted, &length);
        srtp_derive(key, salt, parts[i].label, derived, length);
        CHECK(!memcmp(wanted, derived, length));
    }
}

/* RFC 7714 §16.1 and §17.1; its GCM-256 and its unencrypted SRTCP are not spoken here. */
static void should_seal_and_open_as_rfc7714_does(const char *vectors) {
    int used = 0;
    for (const char *v = json_next(json_member(vectors, "rfc7714")); v; v = json_next(v)) {
        char cipher[32], kind[16];
        uint8_t key[32], salt[16], plain[256], wanted[256], packet[512];
        size_t plain_length, wanted_length, length;
        CHECK(json_string(json_member(v, "cipher"), cipher, sizeof cipher) &&
              json_string(json_member(v, "kind"), kind, sizeof kind));
        if (strcmp(cipher, "AEAD_AES_128_GCM") || !json_is_true(json_member(v, "encrypted"))) {
            continue;
        }
        bool rtcp = !strcmp(kind, "srtcp");
        read_hex(v, "session_key", key, &length);
        read_hex(v, "session_salt", salt, &length);
        read_hex(v, "plain", plain, &plain_length);
        read_hex(v, "protected", wanted, &wanted_length);
        struct srtp seal, unseal;
        srtp_open_session_keys(&seal, key, salt, true);
        srtp_open_session_keys(&unseal, key, salt, false);
        seal.rtcp_index = (uint32_t)strtoul(json_member(v, "roc_or_index"), NULL, 10);
        memcpy(packet, plain, plain_length);
        length =
            rtcp ? srtcp_seal(&seal, packet, plain_length) : srtp_seal(&seal, packet, RTP_HEADER_BYTES, plain_length);
        CHECK_EQUAL(wanted_length, length);
        CHECK(!memcmp(wanted, packet, length));
        length = rtcp ? srtcp_unseal(&unseal, packet, length) : srtp_unseal(&unseal, packet, RTP_HEADER_BYTES, length);
        CHECK_EQUAL(plain_length, length);
        CHECK(!memcmp(plain, packet, length));
        srtp_close(&seal);
        srtp_close(&unseal);
        used++;
    }
    CHECK_EQUAL(2, used);
}

/* RFC 3711 appendix B.2: the keystream is what zeros are sealed to. */
static void should_count_as_aes_cm_does(const char *vectors) {
    const char *v = json_member(vectors, "rfc3711_B2_aes_cm");
    uint8_t key[64], salt[64], wanted[64], packet[128] = {0};
    size_t length;
    struct srtp seal;
    read_hex(v, "session_key", key, &length);
    read_hex(v, "salt_shifted", salt, &length);
    static const uint8_t none[SRTP_MAX_SALT_BYTES];
    srtp_open_keys(&seal, PROFILE_CM_SHA1_80, key, none, true);
    /* The vector's key is a session key: it takes the place of the one derived. */
    EVP_EncryptInit_ex(seal.rtp, NULL, NULL, key, NULL);
    memcpy(seal.rtp_salt, salt, sizeof seal.rtp_salt);
    packet[0] = 0x80;
    srtp_seal(&seal, packet, RTP_HEADER_BYTES, RTP_HEADER_BYTES + 32);
    read_hex(json_member(v, "keystream"), "0000", wanted, &length);
    CHECK(!memcmp(wanted, packet + RTP_HEADER_BYTES, length));
    read_hex(json_member(v, "keystream"), "0001", wanted, &length);
    CHECK(!memcmp(wanted, packet + RTP_HEADER_BYTES + 16, length));
    srtp_close(&seal);
}

static void should_open_what_was_sealed(enum srtp_profile profile) {
    uint8_t key[SRTP_KEY_BYTES] = {1, 2, 3}, salt[SRTP_MAX_SALT_BYTES] = {4, 5, 6}, packet[256], copy[256];
    struct srtp seal, unseal;
    srtp_open_keys(&seal, profile, key, salt, true);
    srtp_open_keys(&unseal, profile, key, salt, false);
    /* Across two rollovers, with every seventh packet lost. */
    for (uint32_t i = 0; i < 140000; i++) {
        struct rtp_header h = {111, false, (uint16_t)(65000 + i), i * 960, 77, RTP_HEADER_BYTES};
        memset(packet, (int)i, 100);
        rtp_write(packet, &h);
        memcpy(copy, packet, 100);
        size_t length = srtp_seal(&seal, packet, RTP_HEADER_BYTES, 100);
        if (i % 7 == 3) {
            continue;
        }
        if (i % 1000 == 0) {
            packet[50] ^= 1;
            CHECK_EQUAL(0, srtp_unseal(&unseal, packet, RTP_HEADER_BYTES, length));
            continue;
        }
        CHECK_EQUAL(100, srtp_unseal(&unseal, packet, RTP_HEADER_BYTES, length));
        CHECK(!memcmp(packet, copy, 100));
    }
    uint8_t report[128] = {0x80, 201, 0, 7, 0, 0, 0, 77};
    size_t length = srtcp_seal(&seal, report, 32);
    CHECK_EQUAL(32, srtcp_unseal(&unseal, report, length));
    length = srtcp_seal(&seal, report, 32);
    report[20] ^= 1;
    CHECK_EQUAL(0, srtcp_unseal(&unseal, report, length));
    CHECK_EQUAL(0, srtcp_unseal(&unseal, report, 9));
    srtp_close(&seal);
    srtp_close(&unseal);
}

int main(void) {
    size_t length;
    char *vectors = check_vectors("srtp/srtp-rfc-vectors.json", &length);
    if (vectors) {
        should_derive_session_keys(vectors);
        should_seal_and_open_as_rfc7714_does(vectors);
        should_count_as_aes_cm_does(vectors);
    }
    should_open_what_was_sealed(PROFILE_CM_SHA1_80);
    should_open_what_was_sealed(PROFILE_GCM_128);
    free(vectors);
    return check_done("srtp");
}
