/* A run that is told what to do: calls of a growing plan are begun stair by stair, and pause when there are fewer. */
#include "drive.h"

#include "folder.h"
#include "json.h"
#include "plan.h"

#include <arpa/inet.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST 40
#define LEG 0x7F370001 /* 127.55.0.1 */

static char plan[64], speech[64];
static struct load load;

/* Sends back what comes, until it is ended. */
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
        alarm(30);
    }
    for (uint8_t bytes[2048]; child == 0;) {
        ssize_t size = recvfrom(fd, bytes, sizeof bytes, 0, (struct sockaddr *)&address, &length);
        sendto(fd, bytes, size > 0 ? (size_t)size : 0, 0, (struct sockaddr *)&address, length);
    }
    close(fd);
    return child;
}

static void add_calls(uint16_t port, unsigned first, unsigned end) {
    FILE *to = fopen(plan, "a");
    for (unsigned i = first; i < end; i++) {
        struct in_addr leg = {htonl(LEG + i)};
        fprintf(to, "{\"local\": \"%s:%u\", \"remote\": \"127.0.0.1:%u\", ", inet_ntoa(leg), port ^ 1u, port);
        fputs("\"codec\": \"pcmu\", \"expect_back\": true}\n", to);
    }
    fclose(to);
}

static double number(const char *report, const char *object, const char *key) {
    const char *value = json_member(object ? json_member(report, object) : report, key);
    CHECK(value != NULL);
    return strtod(value, NULL);
}

struct person {
    FILE *orders, *answers;
};

/* Orders a stair and checks what all of them have in common; the report lasts until the next. */
static const char *climb(struct person *p, unsigned calls) {
    static char line[1 << 18];
    fprintf(p->orders, "stair %u settle 0.3 count 1\n", calls);
    fflush(p->orders);
    CHECK(fgets(line, sizeof line, p->answers) && !strcmp(line, "counting\n"));
    CHECK(fgets(line, sizeof line, p->answers) != NULL);
    double s = number(line, NULL, "countedSeconds"), sent = number(line, "packets", "sent");
    CHECK(s >= 1 && s < 1.5);
    /* Each call's packets within the time, give or take the one at either end. */
    CHECK(sent >= (s * 50 - 1) * calls && sent <= (s * 50 + 1) * calls);
    CHECK_EQUAL(sent, number(line, "packets", "returned"));
    CHECK_EQUAL(sent, number(line, "latency", "count"));
    CHECK_EQUAL(sent, number(line, "pacingError", "count"));
    CHECK_EQUAL(0, number(line, "packets", "notReturned"));
    CHECK_EQUAL(0, number(line, "calls", "failedWhileCounting"));
    return line;
}

/* What somebody at its standard input and output sees, in a process of its own. */
static pid_t begin_person(uint16_t port, int orders, int answers) {
    pid_t child = fork();
    if (child != 0) {
        return child;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(30);
    struct person p = {fdopen(orders, "w"), fdopen(answers, "r")};
    CHECK_EQUAL(10, number(climb(&p, 10), "setUp", "count"));
    add_calls(port, 10, MOST);
    CHECK_EQUAL(20, number(climb(&p, 30), "setUp", "count"));
    const char *fewer = climb(&p, 7);
    CHECK_EQUAL(0, number(fewer, "setUp", "count"));
    CHECK_EQUAL(30, number(fewer, "calls", "liveAtEnd"));
    /* Those that paused are found again in what comes back. */
    CHECK_EQUAL(MOST, number(climb(&p, MOST), "calls", "liveAtEnd"));
    _exit(0);
}

static void should_count_each_stair_by_itself(void) {
    uint16_t port;
    int orders[2], answers[2], status;
    pid_t echo = begin_echo(&port);
    add_calls(port, 0, 10);
    CHECK(pipe(orders) == 0 && pipe(answers) == 0);
    pid_t person = begin_person(port, orders[1], answers[0]);
    close(orders[1]);
    close(answers[0]);
    char target[80];
    snprintf(target, sizeof target, "plan:%s", plan);
    char *arguments[] = {"stairs_test", "--target", target, "--pcmu", speech, "--stairs", "--calls", "40",
                         "--rate",      "1000"};
    struct options options;
    options_parse(&options, sizeof arguments / sizeof *arguments, arguments);
    load_open(&load, &options, &plan_target);
    struct stairs stairs = {.orders = orders[0], .answers = fdopen(answers[1], "w")};
    drive(&load, &stairs);
    CHECK_EQUAL(MOST, load.ended);
    CHECK(waitpid(person, &status, 0) == person);
    CHECK_EQUAL(0, status);
    kill(echo, SIGKILL);
    waitpid(echo, NULL, 0);
}

int main(void) {
    folder_open();
    snprintf(plan, sizeof plan, "%s", in_folder("plan"));
    snprintf(speech, sizeof speech, "%s", folder_speech(500));
    should_count_each_stair_by_itself();
    return check_done("stairs");
}
