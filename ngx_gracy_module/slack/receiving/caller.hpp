// Who wrote a command, as far as its answer depends on it.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "slack/receiving/command.hpp"

namespace gracy::slack {

struct Caller {
    /// The workspace is connected.
    bool known;
    bool member;
    http::Language language;
};

/// `command` must outlive the task. Throws postgres::Error.
base::Task<Caller> caller_of(access::Call& call, const Command& command);

}  // namespace gracy::slack
