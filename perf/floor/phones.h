// Calls between phones that are to be relayed, and the phones: a child on another core sends a burst, each datagram from
// another phone; then the parent passes it on, and only that is timed; then the child reads it away.
#ifndef RINGWAY_FLOOR_PHONES_H
#define RINGWAY_FLOOR_PHONES_H

#include <netinet/in.h>
#include <stdbool.h>

// Datagrams of a burst.
enum { BURST = 2048 };

// Phones and the relay's ports, two a call: 2n calls, 2n + 1 is called. A datagram of a port's phone goes to the phone of
// its partner, which is port ^ 1.
struct calls {
    int count;
    bool connected;
    int *phones;
    struct sockaddr_in *phone_addresses;
    int *ports;
    struct sockaddr_in *port_addresses;
};

// What relays: makes itself ready to, once, and then passes on the datagrams of each burst.
struct relay {
    const char *name;
    void *(*open)(const struct calls *calls);
    long (*pass)(void *opened, const struct calls *calls);
};

// The whole program: reads the options, measures, prints a line of JSON.
int phones_measure(int argc, char **argv, const struct relay *relay);

#endif
