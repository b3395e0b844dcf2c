#define _GNU_SOURCE
#include "arrivals.h"
#include "clock.h"
#include "connection.h"
#include "fail.h"
#include "pulse.h"
#include "standstill.h"
#include "watch.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char HELP[] =
    "A speech service that takes the time of what it is sent, and answers nothing.\n"
    "\n"
    "  speech-service [--times FILE] [--port PORT] [--listen-address ADDRESS] [--realtime] [--watch CORES]\n"
    "\n"
    "  --times FILE               the load generator's table of send times (its --times); it may be made later\n"
    "  --port PORT                TCP port, 0 for a free one; default 0\n"
    "  --listen-address ADDRESS   default 127.0.0.1\n"
    "  --realtime                 before all other processes but the load generator (SCHED_FIFO); needs root\n"
    "  --watch CORES              notice when processors of a list like 0,1 stand still, and tell apart the times of\n"
    "                             what that cannot have delayed; needs root\n"
    "\n"
    "Prints \"ready port=N\". Then lines on its standard input say what to do: \"reset\" counts anew, \"reset 2.5\"\n"
    "so, for as many seconds, \"report\" prints a line of JSON, and the input's end prints one more and ends it.\n";

#define BACKLOG 16
#define RECEIVE_BYTES (16 << 20)

/* Below the load generator's, whose pace counts more. */
#define PRIORITY 1

struct options {
    const char *times_file, *watched_cores;
    struct sockaddr_in address;
    bool realtime;
};

struct listening {
    struct watch watch;
    int epoll, fd;
};

struct orders {
    struct watch watch;
    char text[64];
    size_t length;
    bool ended;
};

static struct options options;
static struct arrivals arrivals;

static uint16_t port_of(const char *text) {
    char *end;
    unsigned long port = strtoul(text, &end, 10);
    if (end == text || *end || port > UINT16_MAX) {
        fail("--port takes a number from 0 to 65535, not '%s'", text);
    }
    return (uint16_t)port;
}

static void parse(int count, char **arguments) {
    static const struct option known[] = {
        {"times", 1, 0, 't'},    {"port", 1, 0, 'p'},  {"listen-address", 1, 0, 'a'},
        {"realtime", 0, 0, 'r'}, {"watch", 1, 0, 'w'}, {"help", 0, 0, 'h'},
        {0, 0, 0, 0},
    };
    options.address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int choice; (choice = getopt_long(count, arguments, "", known, NULL)) != -1;) {
        switch (choice) {
            case 't': options.times_file = optarg; break;
            case 'p': options.address.sin_port = htons(port_of(optarg)); break;
            case 'r': options.realtime = true; break;
            case 'w': options.watched_cores = optarg; break;
            case 'a':
                if (inet_pton(AF_INET, optarg, &options.address.sin_addr) != 1) {
                    fail("--listen-address takes an IPv4 address, not '%s'", optarg);
                }
                break;
            case 'h': fputs(HELP, stdout); exit(0);
            default: fail("--help says what there is");
        }
    }
    if (optind < count) {
        fail("'%s' is no option; --help says what there is", arguments[optind]);
    }
}

static void go_first(void) {
    struct sched_param priority = {.sched_priority = PRIORITY};
    prctl(PR_SET_TIMERSLACK, 1UL);
    if (options.realtime && sched_setscheduler(0, SCHED_FIFO, &priority) < 0) {
        fail("--realtime: %m");
    }
}

static void accept_all(struct watch *watch, uint32_t events, int64_t now_ns) {
    (void)events, (void)now_ns;
    struct listening *listening = (struct listening *)watch;
    int yes = 1;
    for (int fd; (fd = accept4(listening->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        connection_open(listening->epoll, fd, &arrivals);
    }
}

/* Room for a tenth of a second of a gigabit, which connections inherit: whoever is late must not stop the sender. */
static void make_room(int fd) {
    int bytes = RECEIVE_BYTES;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) < 0) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    }
}

static void start_listening(struct listening *listening, int epoll) {
    socklen_t size = sizeof options.address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail_errno("socket");
    }
    make_room(fd);
    if (bind(fd, (struct sockaddr *)&options.address, size) < 0 || listen(fd, BACKLOG) < 0 ||
        getsockname(fd, (struct sockaddr *)&options.address, &size) < 0) {
        fail("cannot listen on %s:%u: %m", inet_ntoa(options.address.sin_addr), ntohs(options.address.sin_port));
    }
    *listening = (struct listening){.watch.ready = accept_all, .epoll = epoll, .fd = fd};
    watch_add(epoll, fd, EPOLLIN, &listening->watch);
    printf("ready port=%u\n", ntohs(options.address.sin_port));
    fflush(stdout);
}

static void obey(const char *order) {
    double seconds = 0;
    char rest;
    bool reset = !strcmp(order, "reset") || (sscanf(order, "reset %lf %c", &seconds, &rest) == 1 && seconds > 0);
    if (reset) {
        arrivals_reset(&arrivals, (int64_t)(seconds * (double)NS_PER_S));
        puts("{}");
        fflush(stdout);
    } else if (!strcmp(order, "report")) {
        arrivals_report(&arrivals, stdout);
    } else if (*order) {
        fail("an order is \"reset\", \"reset SECONDS\" or \"report\", not \"%s\"", order);
    }
}

static void read_orders(struct watch *watch, uint32_t events, int64_t now_ns) {
    (void)events, (void)now_ns;
    struct orders *orders = (struct orders *)watch;
    ssize_t more = read(STDIN_FILENO, orders->text + orders->length, sizeof orders->text - 1 - orders->length);
    orders->ended = more <= 0;
    orders->length += more > 0 ? (size_t)more : 0;
    for (char *end; (end = memchr(orders->text, '\n', orders->length));) {
        *end = 0;
        obey(orders->text);
        orders->length -= (size_t)(end + 1 - orders->text);
        memmove(orders->text, end + 1, orders->length);
    }
    if (orders->length == sizeof orders->text - 1) {
        fail("an order has more than %zu bytes", orders->length);
    }
}

static void look_for_times(void) {
    if (options.times_file && !arrivals.sent) {
        arrivals.sent = sent_open(options.times_file);
    }
}

int main(int count, char **arguments) {
    parse(count, arguments);
    go_first();
    if (options.watched_cores) {
        standstill_watch(options.watched_cores);
    }
    arrivals_init(&arrivals);
    int epoll = watch_create();
    struct orders orders = {.watch.ready = read_orders};
    struct listening listening;
    watch_add(epoll, STDIN_FILENO, EPOLLIN, &orders.watch);
    pulse_start(epoll, &arrivals, look_for_times);
    start_listening(&listening, epoll);
    while (!orders.ended) {
        watch_wait(epoll);
    }
    arrivals_report(&arrivals, stdout);
    arrivals_free(&arrivals);
    return 0;
}
