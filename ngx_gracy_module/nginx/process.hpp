// What lives as long as one nginx worker process.
#pragma once

#include "access/services.hpp"
#include "nginx/configuration.hpp"
#include "nginx/ngx.hpp"
#include "nginx/reactor.hpp"
#include "nginx/request_driver.hpp"
#include "serving/numbers.hpp"

#include <memory>
#include <unordered_map>

namespace gracy::serving {
class Backend;
}

namespace gracy::nginx {

class Process {
  public:
    /// Builds everything and begins to connect. Only in processes that serve requests: helpers of nginx have no use for
    /// connections. Throws.
    static void start(const MainConfiguration& configuration);
    /// Ends requests without an answer, then closes connections.
    static void stop() noexcept;
    /// Null in a process that does not serve Gracy.
    static Process* current() noexcept;

    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    EventReactor& reactor() { return reactor_; }
    serving::Numbers& numbers() { return numbers_; }
    serving::WorkerSlot& slot() { return slot_; }
    RequestDriver::List& drivers() { return drivers_; }
    ngx_int_t request_id_variable() const { return request_id_variable_; }
    const postgres::Settings& database_settings() const { return database_settings_; }
    /// Null when no location needs the database.
    serving::Backend* backend() { return backend_.get(); }
    /// worker_shutdown_timeout has passed: nothing is waited for any more.
    bool ending_by_force() const { return ending_by_force_; }

    /// Brings the slot's numbers up to date with those that are counted elsewhere.
    void publish();

    /// Whether the body that a request announces is to be read before it is answered.
    bool wants_body(access::Surface surface, const http::Request& head) const;
    /// Answers one request; the one place that knows what serves which surface. `route` becomes what it matched.
    base::Task<http::Response> answer(access::Surface surface, const http::Request& request,
                                      const access::Route*& route);
    /// What is said instead when a request is ended from outside.
    http::Response answer_problem(access::Surface surface, const http::Request& request, const http::Problem& problem);
    /// Of whoever sends it, as far as that is remembered.
    std::string locale_of(const http::Request& request);
    /// Where a request is counted; null: no route matched.
    serving::RouteSeries& series(access::Surface surface, const access::Route* route);

  private:
    Process(const MainConfiguration& configuration, serving::Numbers& numbers);

    base::Task<http::Response> answer_operator(access::Surface surface, const http::Request& request);
    void end_by_force();

    serving::Numbers& numbers_;
    serving::WorkerSlot unshared_slot_{};
    serving::WorkerSlot& slot_;
    ngx_int_t request_id_variable_;
    postgres::Settings database_settings_;
    std::array<serving::RouteSeries*, serving::surface_count> unmatched_{};
    std::unordered_map<const access::Route*, serving::RouteSeries*> series_;
    bool ending_by_force_ = false;
    EventReactor reactor_;
    std::unique_ptr<io::Deferred> give_up_;
    std::unique_ptr<io::Timer> publisher_;
    RequestDriver::List drivers_;
    std::unique_ptr<serving::Backend> backend_;
};

}  // namespace gracy::nginx
