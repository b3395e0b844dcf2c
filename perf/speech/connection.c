#include "connection.h"

#include "clock.h"
#include "fail.h"
#include "rpc.h"
#include "watch.h"

#include <errno.h>
#include <nghttp2/nghttp2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* TCP is to hold the sender back, not HTTP/2: messages are read as they come. */
#define WINDOW (1 << 30)
#define READ_BYTES (256u << 10)

struct connection {
    struct watch watch;
    int epoll, fd;
    nghttp2_session *session;
    struct arrivals *arrivals;
    const uint8_t *unsent; /* nghttp2's, until it is asked for more */
    size_t unsent_length;
    bool writes; /* whether it waits until the socket takes more */
};

static struct connection *of(void *user_data) {
    return user_data;
}

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *user_data) {
    if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST) {
        struct rpc *rpc = rpc_open(of(user_data)->arrivals);
        nghttp2_session_set_stream_user_data(session, frame->hd.stream_id, rpc);
    }
    return 0;
}

static int on_header(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name, size_t name_length,
                     const uint8_t *value, size_t value_length, uint8_t flags, void *user_data) {
    (void)flags, (void)user_data;
    struct rpc *rpc = nghttp2_session_get_stream_user_data(session, frame->hd.stream_id);
    static const char path[] = ":path";
    if (rpc && name_length == sizeof path - 1 && !memcmp(name, path, name_length)) {
        rpc->known = value_length == strlen(CONNECTION_PATH) && !memcmp(value, CONNECTION_PATH, value_length);
    }
    return 0;
}

static int on_chunk(nghttp2_session *session, uint8_t flags, int32_t stream_id, const uint8_t *bytes, size_t length,
                    void *user_data) {
    (void)flags, (void)user_data;
    struct rpc *rpc = nghttp2_session_get_stream_user_data(session, stream_id);
    if (rpc && rpc->known && !rpc->ended && !rpc_receive(rpc, bytes, length)) {
        return rpc_end(rpc, session, stream_id, GRPC_INVALID_ARGUMENT);
    }
    return 0;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *user_data) {
    (void)user_data;
    int32_t id = frame->hd.stream_id;
    struct rpc *rpc = id ? nghttp2_session_get_stream_user_data(session, id) : NULL;
    if (!rpc || rpc->ended) {
        return 0;
    }
    if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST) {
        int failed = rpc_answer(session, id);
        if (failed || !rpc->known) {
            return failed ? failed : rpc_end(rpc, session, id, GRPC_UNIMPLEMENTED);
        }
    }
    return frame->hd.flags & NGHTTP2_FLAG_END_STREAM ? rpc_end(rpc, session, id, GRPC_OK) : 0;
}

static int on_close(nghttp2_session *session, int32_t stream_id, uint32_t error, void *user_data) {
    (void)error, (void)user_data;
    rpc_free(nghttp2_session_get_stream_user_data(session, stream_id));
    return 0;
}

static nghttp2_session *new_session(struct connection *c) {
    nghttp2_session_callbacks *callbacks;
    nghttp2_session *session;
    if (nghttp2_session_callbacks_new(&callbacks)) {
        fail("no memory for HTTP/2");
    }
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_begin_headers);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_chunk);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_close);
    nghttp2_settings_entry window = {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, WINDOW};
    if (nghttp2_session_server_new(&session, callbacks, c) ||
        nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, &window, 1) ||
        nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, WINDOW)) {
        fail("no memory for HTTP/2");
    }
    nghttp2_session_callbacks_del(callbacks);
    return session;
}

static void wait_until_writable(struct connection *c, bool writes) {
    if (c->writes != writes) {
        c->writes = writes;
        watch_change(c->epoll, c->fd, EPOLLIN | (writes ? EPOLLOUT : 0), &c->watch);
    }
}

/* False when the client is gone or has to go. */
static bool write_all(struct connection *c) {
    for (;;) {
        if (c->unsent_length == 0) {
            ssize_t more = nghttp2_session_mem_send(c->session, &c->unsent);
            if (more <= 0) {
                wait_until_writable(c, false);
                return more == 0 && (nghttp2_session_want_read(c->session) || nghttp2_session_want_write(c->session));
            }
            c->unsent_length = (size_t)more;
        }
        ssize_t sent = send(c->fd, c->unsent, c->unsent_length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) {
            bool full = errno == EAGAIN;
            wait_until_writable(c, full);
            return full;
        }
        c->unsent += sent;
        c->unsent_length -= (size_t)sent;
    }
}

/* False when the client is gone or what it sends is not HTTP/2. */
static bool read_some(struct connection *c) {
    static uint8_t bytes[READ_BYTES];
    ssize_t length = recv(c->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (length < 0) {
        return errno == EAGAIN;
    }
    c->arrivals->now_ns = clock_now_ns();
    return length > 0 && nghttp2_session_mem_recv(c->session, bytes, (size_t)length) == length;
}

static void close_connection(struct connection *c) {
    nghttp2_session_del(c->session);
    close(c->fd);
    free(c);
}

static void on_ready(struct watch *watch, uint32_t events, int64_t now_ns) {
    (void)now_ns;
    struct connection *c = (struct connection *)watch;
    bool reads = events & (EPOLLIN | EPOLLHUP | EPOLLERR);
    if ((reads && !read_some(c)) || !write_all(c)) {
        close_connection(c);
    }
}

void connection_open(int epoll, int fd, struct arrivals *arrivals) {
    struct connection *c = allocate(1, sizeof *c);
    c->watch.ready = on_ready;
    c->epoll = epoll;
    c->fd = fd;
    c->arrivals = arrivals;
    c->session = new_session(c);
    watch_add(epoll, fd, EPOLLIN, &c->watch);
    if (!write_all(c)) {
        close_connection(c);
    }
}
