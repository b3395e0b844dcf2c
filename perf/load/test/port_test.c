/* Real sockets on loopback. */
#include "port.h"

#include "check.h"
#include "clock.h"
#include "outbox.h"

#include <sys/socket.h>
#include <unistd.h>

#define FLOOD 2000

static struct datagram last;
static uint8_t last_bytes[PORT_MAX_DATAGRAM];
static int arrived;

static void keep(void *owner, struct port *port, struct datagram *datagram) {
    CHECK(owner == last_bytes && port != NULL);
    last = *datagram;
    memcpy(last_bytes, datagram->bytes, datagram->length);
    arrived++;
}

static void wait_for(int epoll, int count) {
    int64_t until_ns = clock_now_ns() + 5 * NS_PER_S;
    while (arrived < count && clock_now_ns() < until_ns) {
        watch_poll(epoll, clock_now_ns());
    }
    CHECK_EQUAL(count, arrived);
}

static void should_send_from_and_receive_at_many_addresses(void) {
    static struct outbox box;
    int epoll = watch_create();
    struct port *from = port_open(epoll, (struct endpoint){0, 0}, true, keep, last_bytes);
    struct port *to = port_open(epoll, (struct endpoint){0, 0}, true, keep, last_bytes);
    outbox_init(&box);
    arrived = 0;
    for (uint32_t i = 0; i < 100; i++) {
        struct sockaddr_in address = endpoint_socket_address((struct endpoint){0x7F370001 + i, to->bound.number});
        int64_t before_ns = clock_now_ns();
        outbox_send(&box, from, 0x7F420001 + i, &address, (const uint8_t *)&i, sizeof i);
        outbox_flush(&box);
        wait_for(epoll, (int)i + 1);
        CHECK_EQUAL(0x7F420001 + i, last.from.address);
        CHECK_EQUAL(from->bound.number, last.from.number);
        CHECK_EQUAL(0x7F370001 + i, last.to.address);
        CHECK_EQUAL(sizeof i, last.length);
        CHECK(!memcmp(&i, last_bytes, sizeof i));
        /* The kernel's stamp comes from another clock, read a moment later. */
        CHECK(last.arrived_ns > before_ns - NS_PER_MS && last.arrived_ns < clock_now_ns() + NS_PER_MS);
    }
    CHECK_EQUAL(0, box.failed);
    port_close(from);
    port_close(to);
    close(epoll);
}

/* A socket nobody reads from, of the family; its number. */
static int deaf_socket(int family, uint16_t *number) {
    int fd = socket(family, SOCK_DGRAM, 0), small = 2048;
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr *address = family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
    socklen_t length = family == AF_INET ? sizeof four : sizeof six;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    CHECK(fd >= 0 && bind(fd, address, length) == 0 && getsockname(fd, address, &length) == 0);
    *number = ntohs(family == AF_INET ? four.sin_port : six.sin6_port);
    return fd;
}

static void should_know_what_a_local_server_dropped(int family) {
    static bool wanted[65536];
    uint16_t number;
    if (access("/proc/net/udp6", R_OK) != 0 && family == AF_INET6) {
        fputs("SKIPPED: this host has no IPv6\n", stderr);
        return;
    }
    int deaf = deaf_socket(family, &number), fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = endpoint_socket_address((struct endpoint){INADDR_LOOPBACK, number});
    memset(wanted, 0, sizeof wanted);
    wanted[number] = true;
    CHECK_EQUAL(0, port_drops_of_local(wanted));
    for (int i = 0; i < FLOOD; i++) {
        CHECK(sendto(fd, "x", 1, 0, (struct sockaddr *)&address, sizeof address) == 1);
    }
    uint64_t drops = port_drops_of_local(wanted);
    CHECK(drops > FLOOD / 2 && drops < FLOOD);
    close(deaf);
    close(fd);
}

static void should_read_endpoints(void) {
    struct endpoint e;
    CHECK(endpoint_parse("127.0.0.1:65535", &e) && e.address == 0x7F000001 && e.number == 65535);
    CHECK(!endpoint_parse("127.0.0.1", &e) && !endpoint_parse("127.0.0.1:65536", &e) && !endpoint_parse("a:1", &e));
    CHECK(!endpoint_parse("127.0.0.1:1x", &e) && !endpoint_parse("", &e));
}

int main(void) {
    should_send_from_and_receive_at_many_addresses();
    should_know_what_a_local_server_dropped(AF_INET);
    should_know_what_a_local_server_dropped(AF_INET6);
    should_read_endpoints();
    return check_done("port");
}
