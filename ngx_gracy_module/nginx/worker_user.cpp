#include "nginx/worker_user.hpp"

#include "base/readable.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <optional>

namespace gracy::nginx {
namespace {

struct User {
    std::string name;
    uid_t uid;
    gid_t gid;
};

User own_user() {
    const passwd* entry = getpwuid(geteuid());
    return {entry != nullptr ? entry->pw_name : std::to_string(geteuid()), geteuid(), getegid()};
}

/// As nginx's core finds it, which fills in its default only after http {} was read.
User user_of(ngx_cycle_t* cycle) {
    const auto* core = reinterpret_cast<const ngx_core_conf_t*>(ngx_get_conf(cycle->conf_ctx, ngx_core_module));
    if (geteuid() != 0) {
        return own_user();
    }
    if (core->user != static_cast<ngx_uid_t>(NGX_CONF_UNSET_UINT)) {
        return {core->username, core->user, core->group};
    }
    const passwd* entry = getpwnam(NGX_USER);
    return entry != nullptr ? User{NGX_USER, entry->pw_uid, entry->pw_gid} : own_user();
}

}  // namespace

std::string worker_user(ngx_cycle_t* cycle) {
    return user_of(cycle).name;
}

int trouble_reading_as_worker(ngx_cycle_t* cycle, const std::string& path) {
    const User user = user_of(cycle);
    if (user.uid == geteuid()) {
        return base::trouble_reading(path.c_str());
    }
    // Only the kernel knows what somebody may read (groups, access lists), so somebody becomes them for a moment.
    const pid_t child = fork();
    if (child == 0) {
        const bool became =
            setgid(user.gid) == 0 && initgroups(user.name.c_str(), user.gid) == 0 && setuid(user.uid) == 0;
        _exit(became ? base::trouble_reading(path.c_str()) : 0);
    }
    int status = 0;
    // nginx's master has SIGCHLD blocked while it reads a configuration: nobody else takes the child's status.
    while (child != -1 && waitpid(child, &status, 0) == -1) {
        if (errno != EINTR) {
            return 0;
        }
    }
    return child != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

}  // namespace gracy::nginx
