#include "worker/commands.hpp"

#include "base/log.hpp"
#include "worker/program.hpp"

#include <cstdlib>

namespace gracy::worker {

int run(const Configuration& configuration, Arguments::Duty duty) {
    using Duty = Arguments::Duty;
    if (duty == Duty::staking && !configuration.staking) {
        throw ConfigurationError(
            "run --duty staking wants a section [staking]; write chain_id, contract and start_block in it, and a "
            "section [staking.providers.NAME] for each provider");
    }
    Program program(configuration, duty != Duty::staking, duty != Duty::jobs);
    const int code = program.run() ? 0 : 1;
    if (program.thread_is_busy()) {
        // getaddrinfo may sit in its time-outs for longer than a stop may take. There is nothing left to lose.
        std::_Exit(code);
    }
    return code;
}

}  // namespace gracy::worker
