// A worker that was killed, as its fellows see it.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

/// The id of a process that is no more.
inline pid_t gone_process() {
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    return child;
}
