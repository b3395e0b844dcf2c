/* A whole run over real sockets against a peer that echoes, in a process of its own. */
#include "drive.h"

#include "bytes.h"
#include "folder.h"
#include "plan.h"
#include "report.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALLS 40

static struct load load;

/*
 * Echoes what comes to a port of its own until it is ended. Call 0 gets nothing; call 1's echo goes to its other leg,
 * 127.55.1.2, while this one gets something else.
 */
static pid_t begin_echo(uint16_t *port) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    CHECK(bind(fd, (struct sockaddr *)&address, sizeof address) == 0);
    getsockname(fd, (struct sockaddr *)&address, &length);
    *port = ntohs(address.sin_port);
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        alarm(60);
    }
    for (uint8_t bytes[2048]; child == 0;) {
        struct sockaddr_in from;
        socklen_t from_length = sizeof from;
        ssize_t size = recvfrom(fd, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &from_length);
        uint32_t call = ntohl(from.sin_addr.s_addr) - 0x7F370001;
        if (size > 12 && call == 1) {
            sendto(fd, "\x80\0\0\1\0\0\0\1\0\0\0\1silence", 19, 0, (struct sockaddr *)&from, from_length);
            from.sin_addr.s_addr = htonl(0x7F370102);
        }
        if (size > 12 && call != 0) {
            sendto(fd, bytes, (size_t)size, 0, (struct sockaddr *)&from, from_length);
        }
    }
    close(fd);
    return child;
}

static void write_plan(uint16_t port, const char *key) {
    FILE *to = fopen(in_folder("plan"), "w");
    for (unsigned i = 0; i < CALLS; i++) {
        fprintf(to,
                "{\"local\": \"127.55.0.%u:%u\", \"remote\": \"127.0.0.1:%u\", \"codec\": \"pcmu\","
                " \"pt\": 0, \"ssrc\": %u,",
                i + 1, port ^ 1u, port, 1000 + i);
        if (i == 1) {
            fprintf(to, " \"recv_local\": \"127.55.1.2:%u\",", port ^ 1u);
        }
        fprintf(to, " \"send_key\": %s, \"recv_key\": %s, \"expect_back\": true, \"id\": \"call-%u\"}\n", key, key, i);
    }
    fclose(to);
}

static struct tally run(double loss) {
    static char target[80], speech[64], times[64];
    snprintf(target, sizeof target, "plan:%s", in_folder("plan"));
    snprintf(speech, sizeof speech, "%s", folder_speech(500));
    snprintf(times, sizeof times, "%s", in_folder("times"));
    char loss_text[16];
    snprintf(loss_text, sizeof loss_text, "%g", loss);
    char *arguments[] = {
        "drive_test", "--target", target,   "--pcmu", speech,   "--times", times,      "--seconds",         "2",
        "--warm",     "0.2",      "--rate", "1000",   "--loss", loss_text, "--jitter", loss > 0 ? "5" : "0"};
    struct options options;
    options_parse(&options, sizeof arguments / sizeof *arguments, arguments);
    load_open(&load, &options, &plan_target);
    return drive(&load, NULL);
}

static void close_ports(void) {
    for (uint32_t i = 0; i < load.port_count; i++) {
        port_close(load.ports[i]);
    }
}

static void should_keep_the_times_of_sending(void) {
    static uint8_t bytes[64 + CALLS * (64 + 1024 * 8)];
    FILE *from = fopen(in_folder("times"), "r");
    CHECK_EQUAL(sizeof bytes, fread(bytes, 1, sizeof bytes, from));
    fclose(from);
    uint32_t words[3], ssrc, call = 0;
    memcpy(words, bytes + 8, sizeof words);
    CHECK(!memcmp(bytes, "RWTIMES1", 8) && words[0] == CALLS && words[1] == 1024 && words[2] == 160);
    /* Calls stand there in the order of their places within the 20 ms, not of the plan. */
    while (call < CALLS && strcmp("call-7", (char *)bytes + 64 + call * 64 + 8)) {
        call++;
    }
    CHECK(call < CALLS);
    memcpy(&ssrc, bytes + 64 + call * 64, 4);
    CHECK_EQUAL(1007, ssrc);
    int64_t slots[1024];
    memcpy(slots, bytes + 64 + CALLS * 64 + call * sizeof slots, sizeof slots);
    for (int i = 0; i < 100; i++) {
        CHECK(slots[i] > 0 && slots[i + 1] > slots[i]);
    }
}

static void should_send_time_and_count(const char *key) {
    uint16_t port;
    pid_t echo = begin_echo(&port);
    write_plan(port, key);
    struct tally tally = run(0);
    const struct counters *c = &load.counters;
    CHECK_EQUAL(CALLS, load.set_up);
    CHECK_EQUAL(CALLS, load.ended);
    CHECK(tally.seconds >= 2 && tally.cpu_s > 0);
    /* Each call's packets within the time, give or take the one at either end. */
    CHECK((double)c->sent >= (tally.seconds * 50 - 1) * CALLS && (double)c->sent <= (tally.seconds * 50 + 1) * CALLS);
    CHECK_EQUAL(0, c->unauthentic + c->strange + c->unmatched);
    CHECK((double)c->aside > tally.seconds * 49);
    CHECK((double)load.not_returned >= tally.seconds * 50 - 1 && (double)load.not_returned <= tally.seconds * 50 + 1);
    CHECK_EQUAL(c->sent, c->returned + (uint64_t)load.not_returned);
    CHECK_EQUAL(c->returned, load.latency.total);
    CHECK(load.latency.min_ns > 0 && load.latency.max_ns < INT64_C(5120000000));
    should_keep_the_times_of_sending();
    report_write_json(&load, &tally, in_folder("json"));
    close_ports();
    kill(echo, SIGKILL);
    waitpid(echo, NULL, 0);
}

static void should_lose_what_it_is_told_to(void) {
    uint16_t port;
    pid_t echo = begin_echo(&port);
    write_plan(port, "null");
    run(20);
    double all = (double)(load.counters.sent + load.counters.withheld);
    CHECK((double)load.counters.withheld > 0.16 * all && (double)load.counters.withheld < 0.24 * all);
    CHECK(load.counters.delayed > 0);
    CHECK_EQUAL(load.counters.sent, load.counters.returned + (uint64_t)load.not_returned);
    close_ports();
    kill(echo, SIGKILL);
    waitpid(echo, NULL, 0);
}

int main(void) {
    folder_open();
    should_send_time_and_count("null");
    should_send_time_and_count("\"AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\"");
    should_lose_what_it_is_told_to();
    return check_done("a whole run");
}
