/* What the kernel tells of sockets that nobody reads. */
#include "drops.h"

#include "check.h"
#include "port.h"

#include <sys/socket.h>
#include <unistd.h>

#define FLOOD 2000
#define MANY 500

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
    static struct drops drops;
    uint16_t number;
    if (access("/proc/net/udp6", R_OK) != 0 && family == AF_INET6) {
        fputs("SKIPPED: this host has no IPv6\n", stderr);
        return;
    }
    int deaf = deaf_socket(family, &number), fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = endpoint_socket_address((struct endpoint){INADDR_LOOPBACK, number});
    memset(drops.wanted, 0, sizeof drops.wanted);
    drops.wanted[number] = true;
    drops_begin(&drops);
    CHECK_EQUAL(0, drops_all(&drops));
    for (int i = 0; i < FLOOD; i++) {
        CHECK(sendto(fd, "x", 1, 0, (struct sockaddr *)&address, sizeof address) == 1);
    }
    drops_begin(&drops);
    CHECK(drops_all(&drops) > FLOOD / 2 && drops.count < FLOOD);
    close(deaf);
    close(fd);
}

static void should_read_piece_by_piece(void) {
    static struct drops drops;
    int fds[MANY], pieces = 0;
    uint16_t number;
    for (int i = 0; i < MANY; i++) {
        fds[i] = deaf_socket(AF_INET, &number);
    }
    drops_begin(&drops);
    while (!drops_read(&drops)) {
        pieces++;
    }
    /* A line has 128 bytes. */
    CHECK(pieces >= (int)(MANY * 128 / sizeof drops.text));
    CHECK(drops_read(&drops));
    for (int i = 0; i < MANY; i++) {
        close(fds[i]);
    }
}

int main(void) {
    should_know_what_a_local_server_dropped(AF_INET);
    should_know_what_a_local_server_dropped(AF_INET6);
    should_read_piece_by_piece();
    return check_done("drops");
}
