#define _GNU_SOURCE
#include "http.h"

#include "fail.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_BYTES 16384

struct http_exchange {
    struct watch watch; /* first: epoll hands it back */
    int fd, epoll;
    http_handler handler;
    void *owner;
    size_t to_send, sent, received;
    char request[MOST_BYTES], response[MOST_BYTES];
};

bool http_parse_url(const char *text, struct http_url *url) {
    char host[64], both[80];
    int consumed = 0;
    unsigned port = 80;
    if (sscanf(text, "http://%63[0-9.]%n", host, &consumed) != 1) {
        return false;
    }
    text += consumed;
    if (*text == ':') {
        if (sscanf(text, ":%5u%n", &port, &consumed) != 1) {
            return false;
        }
        text += consumed;
    }
    snprintf(both, sizeof both, "%s:%u", host, port);
    snprintf(url->path, sizeof url->path, "%s", *text ? text : "/");
    return (*text == 0 || *text == '/') && strlen(text) < sizeof url->path && endpoint_parse(both, &url->host);
}

bool http_header(const char *head, const char *name, char *to, size_t capacity) {
    size_t length = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (!strncasecmp(line, name, length) && line[length] == ':') {
            const char *value = line + length + 1 + strspn(line + length + 1, " \t");
            size_t size = strcspn(value, "\r\n");
            if (size >= capacity) {
                return false;
            }
            memcpy(to, value, size);
            to[size] = 0;
            return true;
        }
    }
    return false;
}

void http_cancel(struct http_exchange *x) {
    close(x->fd);
    free(x);
}

static void finish(struct http_exchange *x, const struct http_response *response, int64_t now_ns) {
    http_handler handler = x->handler;
    void *owner = x->owner;
    /* What the response points to lives until the handler returns; the connection need not. */
    close(x->fd);
    handler(owner, response, now_ns);
    free(x);
}

static void break_off(struct http_exchange *x, const char *error, int64_t now_ns) {
    struct http_response response = {.status = 0, .error = error, .head = "", .body = ""};
    finish(x, &response, now_ns);
}

/* Whether the response is whole: as long as it says, or ended by the end of the connection. */
static bool try_complete(struct http_exchange *x, bool ended, int64_t now_ns) {
    char text[16];
    x->response[x->received] = 0;
    char *body = strstr(x->response, "\r\n\r\n");
    if (!body) {
        return false;
    }
    struct http_response response = {.head = x->response, .body = body + 4};
    size_t have = x->received - (size_t)(body + 4 - x->response);
    char after = body[2];
    body[2] = 0;
    bool sized = http_header(x->response, "Content-Length", text, sizeof text);
    bool whole = sscanf(x->response, "HTTP/1.%*c %3d", &response.status) == 1 &&
                 (response.status == 204 || (sized ? have >= strtoul(text, NULL, 10) : ended));
    if (!whole) {
        body[2] = after;
        return false;
    }
    finish(x, &response, now_ns);
    return true;
}

static void send_rest(struct http_exchange *x, int64_t now_ns) {
    ssize_t sent = send(x->fd, x->request + x->sent, x->to_send - x->sent, MSG_NOSIGNAL);
    if (sent < 0) {
        if (errno != EAGAIN) {
            break_off(x, strerror(errno), now_ns);
        }
        return;
    }
    x->sent += (size_t)sent;
    if (x->sent == x->to_send) {
        watch_change(x->epoll, x->fd, EPOLLIN, &x->watch);
    }
}

static void receive(struct http_exchange *x, int64_t now_ns) {
    ssize_t count = recv(x->fd, x->response + x->received, sizeof x->response - 1 - x->received, 0);
    if (count < 0) {
        if (errno != EAGAIN) {
            break_off(x, strerror(errno), now_ns);
        }
        return;
    }
    x->received += (size_t)count;
    bool full = x->received == sizeof x->response - 1;
    if (!try_complete(x, count == 0, now_ns) && (count == 0 || full)) {
        break_off(x, full ? "the response is too long" : "the connection ended before the response", now_ns);
    }
}

static void ready(struct watch *watch, uint32_t events, int64_t now_ns) {
    struct http_exchange *x = (struct http_exchange *)watch;
    if (x->sent < x->to_send && !(events & (EPOLLERR | EPOLLHUP))) {
        send_rest(x, now_ns);
    } else if (events & EPOLLERR && x->sent == 0) {
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(x->fd, SOL_SOCKET, SO_ERROR, &error, &length);
        break_off(x, strerror(error ? error : ECONNRESET), now_ns);
    } else {
        receive(x, now_ns);
    }
}

struct http_exchange *http_request(int epoll, const char *method, const struct http_url *url, const char *type,
                                   const char *body, http_handler handler, void *owner) {
    struct http_exchange *x = allocate(1, sizeof *x);
    struct sockaddr_in address = endpoint_socket_address(url->host);
    char content[128] = "";
    if (body) {
        snprintf(content, sizeof content, "Content-Type: %s\r\nContent-Length: %zu\r\n", type, strlen(body));
    }
    int length =
        snprintf(x->request, sizeof x->request, "%s %s HTTP/1.1\r\nHost: %s:%u\r\nConnection: close\r\n%s\r\n%s",
                 method, url->path, inet_ntoa(address.sin_addr), url->host.number, content, body ? body : "");
    if (length >= (int)sizeof x->request) {
        fail("a request to %s is longer than %d bytes", url->path, MOST_BYTES);
    }
    x->watch.ready = ready;
    x->epoll = epoll;
    x->handler = handler;
    x->owner = owner;
    x->to_send = (size_t)length;
    x->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (x->fd < 0) {
        fail_errno("socket");
    }
    /* What cannot even be begun is told by epoll, as an error. */
    if (connect(x->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
        shutdown(x->fd, SHUT_RDWR);
    }
    watch_add(epoll, x->fd, EPOLLOUT, &x->watch);
    return x;
}
