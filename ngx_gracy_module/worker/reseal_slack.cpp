#include "io/pump.hpp"
#include "io/resolver.hpp"
#include "postgres/database.hpp"
#include "slack/sending/resealer.hpp"
#include "worker/commands.hpp"
#include "worker/conninfo.hpp"
#include "worker/uv_offload.hpp"
#include "worker/uv_reactor.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

postgres::Settings one_of_each() {
    postgres::Settings settings;
    settings.process = postgres::Process::worker;
    settings.application_name = "gracy-worker slack";
    settings.read_connections = 1;
    settings.write_connections = 1;
    settings.exclusive_connections = 1;
    settings.replica_connections = 0;
    // Nobody's request waits for it: an operator had rather it took its time than had to ask again.
    settings.first_patience = std::chrono::seconds(30);
    return settings;
}

base::Task<void> walk(slack::Resealer& resealer) {
    co_await resealer.reseal_all();
}

/// One walk over all installations. Throws postgres::Error.
slack::ResealCounts reseal(const Configuration& configuration) {
    UvReactor reactor;
    UvOffload offload(reactor, 1);
    io::SystemResolver resolver(offload);
    postgres::Statistics statistics;
    const slack::TokenKeys keys(configuration.slack->token_keys);
    postgres::Database database(reactor, resolver, conninfo_of(configuration.database), {}, one_of_each(), statistics);
    slack::Resealer resealer(database, keys);
    std::exception_ptr failed;
    io::Pump pump(reactor, walk(resealer), [&](std::exception_ptr failure) {
        failed = failure;
        reactor.stop(std::chrono::milliseconds(0));
    });
    database.open();
    pump.start();
    reactor.run();
    if (failed) {
        std::rethrow_exception(failed);
    }
    return resealer.counts();
}

}  // namespace

int reseal_slack(const Configuration& configuration) {
    if (!configuration.slack) {
        throw ConfigurationError("slack reseal wants a section [slack]; write token_key_file in it");
    }
    const slack::ResealCounts counts = reseal(configuration);
    const bool one_workspace = counts.resealed == 1;
    const std::string sealed =
        fmt::format("tokens of {} workspace{} were sealed anew", counts.resealed, one_workspace ? "" : "s");
    if (counts.unreadable == 0) {
        fmt::print("{}; all others were sealed with this token_key_file already\n", sealed);
        return 0;
    }
    fmt::print("{}\n", sealed);
    const bool one_unreadable = counts.unreadable == 1;
    fmt::print(stderr,
               "{} workspace{} tokens that none of the keys opens; give their key as old_token_key_file, or install {} "
               "again\n",
               counts.unreadable, one_unreadable ? " has" : "s have", one_unreadable ? "it" : "them");
    return 1;
}

}  // namespace gracy::worker
