#include "loopback.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"
#include "measure.h"

int loopback_socket(struct sockaddr_in *address) {
    int room = 16 << 20;
    socklen_t length = sizeof *address;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (fd < 0) fail_errno("socket");
    // The forced one needs a right that others do without.
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room))
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (bind(fd, (struct sockaddr *)address, length) || getsockname(fd, (struct sockaddr *)address, &length))
        fail_errno("bind");
    return fd;
}

int *loopback_sockets(int count, struct sockaddr_in *addresses) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < (rlim_t)count + 64) {
        files.rlim_cur = files.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &files)) fail_errno("limit of open files");
    }
    int *sockets = allocate(count, sizeof *sockets);
    for (int i = 0; i < count; i++) sockets[i] = loopback_socket(&addresses[i]);
    return sockets;
}

struct turns turns_fork(int child_core) {
    struct turns turns;
    if (pipe(turns.to_child) || pipe(turns.to_parent)) fail_errno("pipe");
    turns.child = fork();
    if (turns.child < 0) fail_errno("fork");
    close(turns.child ? turns.to_child[0] : turns.to_child[1]);
    close(turns.child ? turns.to_parent[1] : turns.to_parent[0]);
    if (!turns.child) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        pin(child_core);
    }
    return turns;
}

bool turn_take(const struct turns *turns) {
    char turn;
    return read(turns->child ? turns->to_parent[0] : turns->to_child[0], &turn, 1) == 1;
}

void turn_give(const struct turns *turns) {
    if (write(turns->child ? turns->to_child[1] : turns->to_parent[1], "", 1) != 1) fail_errno("the other process");
}

void turns_end(struct turns *turns) {
    close(turns->to_child[1]);
    waitpid(turns->child, NULL, 0);
    close(turns->to_parent[0]);
}
