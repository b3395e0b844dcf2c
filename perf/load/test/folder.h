/* A folder of a test's own, gone with all that is in it when the test ends, however it ends. */
#ifndef RW_FOLDER_H
#define RW_FOLDER_H

#include "check.h"

#include <dirent.h>
#include <unistd.h>

static char folder[] = "/tmp/ringway-load-XXXXXX";
static pid_t folder_owner;

/* Where a file of that name is to be; good for eight more calls. */
static inline const char *in_folder(const char *name) {
    static char paths[8][sizeof folder + 256];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void folder_remove(void) {
    DIR *all = getpid() == folder_owner ? opendir(folder) : NULL;
    for (struct dirent *each; all && (each = readdir(all));) {
        unlink(in_folder(each->d_name));
    }
    if (all) {
        closedir(all);
        rmdir(folder);
    }
}

static inline void folder_open(void) {
    CHECK(mkdtemp(folder) != NULL);
    folder_owner = getpid();
    CHECK_EQUAL(0, atexit(folder_remove));
}

/* Sound in which no packet is like another, as PCMU; its path. */
static inline const char *folder_speech(int packets) {
    FILE *to = fopen(in_folder("speech"), "w");
    CHECK(to != NULL);
    for (int i = 0; i < 160 * packets; i++) {
        fputc((i * 7919 >> 3) & 255, to);
    }
    fclose(to);
    return in_folder("speech");
}

#endif
