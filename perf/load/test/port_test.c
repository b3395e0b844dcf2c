/* Real sockets on loopback. */
#include "port.h"

#include "check.h"
#include "clock.h"
#include "outbox.h"

#include <sys/socket.h>
#include <unistd.h>

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

static void should_read_endpoints(void) {
    struct endpoint e;
    CHECK(endpoint_parse("127.0.0.1:65535", &e) && e.address == 0x7F000001 && e.number == 65535);
    CHECK(!endpoint_parse("127.0.0.1", &e) && !endpoint_parse("127.0.0.1:65536", &e) && !endpoint_parse("a:1", &e));
    CHECK(!endpoint_parse("127.0.0.1:1x", &e) && !endpoint_parse("", &e));
}

int main(void) {
    should_send_from_and_receive_at_many_addresses();
    should_read_endpoints();
    return check_done("port");
}
