/* Requests of HTTP/1.1, a connection each, that never block (RFC 9112). */
#ifndef RW_HTTP_H
#define RW_HTTP_H

#include "port.h"
#include "watch.h"

struct http_response {
    int status; /* 0: there was none, error says why */
    const char *error;
    const char *head; /* all header lines, closed by a zero */
    const char *body;
};

typedef void (*http_handler)(void *owner, const struct http_response *response, int64_t now_ns);

struct http_url {
    struct endpoint host;
    char path[256];
};

/* http:// and an IPv4 address only: a generator is not to wait for name servers. */
bool http_parse_url(const char *text, struct http_url *url);

struct http_exchange;

/* body NULL: none. handler is called exactly once, unless the exchange is cancelled before. */
struct http_exchange *http_request(int epoll, const char *method, const struct http_url *url, const char *type,
                                   const char *body, http_handler handler, void *owner);

void http_cancel(struct http_exchange *exchange);

/* The value of a header line, up to capacity; false when there is none. */
bool http_header(const char *head, const char *name, char *to, size_t capacity);

#endif
