// UDP sockets on 127.0.0.1, and a child on another core that acts in turn with its parent.
#ifndef RINGWAY_FLOOR_LOOPBACK_H
#define RINGWAY_FLOOR_LOOPBACK_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/types.h>

// A socket bound to a free port that does not block, with as much room to receive as the kernel grants up to 16 MB.
int loopback_socket(struct sockaddr_in *address);

// A number of them; raises the limit of open files where it has to.
int *loopback_sockets(int count, struct sockaddr_in *addresses);

// Takes turns: who calls turn_give lets the other return from turn_take.
struct turns {
    int to_child[2];
    int to_parent[2];
    pid_t child;  // 0 in the child itself
};

// Forks; the child is pinned to a core and dies with its parent.
struct turns turns_fork(int child_core);

// Blocks until the other side gave the turn; false when it has ended.
bool turn_take(const struct turns *turns);

void turn_give(const struct turns *turns);

// In the parent: lets the child end and waits for it.
void turns_end(struct turns *turns);

#endif
