// What surfaces with a database need, built once for each worker process.
#pragma once

#include "access/services.hpp"
#include "base/clock.hpp"
#include "io/resolver.hpp"
#include "io/thread_offload.hpp"
#include "nginx/configuration.hpp"
#include "nginx/zone.hpp"
#include "postgres/database.hpp"

#include <memory>

namespace gracy::nginx {

class Backend {
public:
    /// Everything is copied from the configuration, which may be gone before the process is. Throws.
    Backend(const MainConfiguration& configuration, io::Reactor& reactor, WorkerSlot& slot);
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    ~Backend();

    /// Begins to connect.
    void open();

    postgres::Database& database() { return database_; }
    access::Services& services() { return services_; }

    /// Numbers that are kept by those who count them.
    void publish(WorkerSlot& slot);

private:
    base::SystemClock clock_;
    access::Settings settings_;
    access::Keys keys_;
    std::unique_ptr<io::ThreadOffload> offload_;
    io::SystemResolver resolver_;
    postgres::Database database_;
    std::unique_ptr<documents::EventLog> event_log_;
    std::unique_ptr<access::Authenticator> authenticator_;
    access::Services services_;
};

}  // namespace gracy::nginx
