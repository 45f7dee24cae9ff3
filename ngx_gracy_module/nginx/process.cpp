#include "nginx/process.hpp"

#include "access/openapi.hpp"
#include "access/respond.hpp"
#include "access/wanted_body.hpp"
#include "base/frame_pool.hpp"
#include "base/log.hpp"
#include "base/release.hpp"
#include "http/etag.hpp"
#include "http/problem.hpp"
#include "nginx/guard.hpp"
#include "nginx/zone.hpp"
#include "serving/backend.hpp"
#include "serving/health.hpp"
#include "serving/metrics_page.hpp"

#include <stdexcept>

namespace gracy::nginx {
namespace {

using namespace std::chrono_literals;

/// How old other workers' numbers on /metrics may be.
constexpr auto publishing_interval = 1000ms;

// A plain pointer: destructors of statics would run after nginx has freed everything.
constinit Process* current_process = nullptr;

serving::RouteSeries* unmatched_series(serving::Numbers& numbers, std::size_t surface) {
    serving::RouteSeries* series = numbers.find(static_cast<access::Surface>(surface), http::Method::other, "");
    if (series == nullptr) {
        throw std::runtime_error("gracy_zone has no room for the surfaces: write a larger size");
    }
    return series;
}

}  // namespace

void Process::start(const MainConfiguration& configuration) {
    current_process = new Process(configuration, Zone::numbers(*configuration.zone));
    if (serving::Backend* backend = current_process->backend()) {
        backend->open();
    }
}

void Process::stop() noexcept {
    delete std::exchange(current_process, nullptr);
    base::trim_frames();
}

Process* Process::current() noexcept {
    return current_process;
}

Process::Process(const MainConfiguration& configuration, serving::Numbers& numbers)
    : numbers_(numbers),
      slot_(numbers.claim_or(ngx_pid, unshared_slot_)),
      request_id_variable_(configuration.request_id_variable),
      database_settings_(configuration.pool),
      reactor_([this] { end_by_force(); }),
      give_up_(reactor_.deferred([this] { drivers_.abandon_detached(); })),
      publisher_(reactor_.timer(io::AtShutdown::ignores, [this] {
          publish();
          publisher_->start(publishing_interval);
      })) {
    if (&slot_ == &unshared_slot_) {
        base::log(
            base::LogLevel::warning,
            "more than {} workers, those of old configurations included: what this one does is not in the metrics",
            serving::Numbers::most_workers);
    }
    for (std::size_t surface = 0; surface < serving::surface_count; ++surface) {
        unmatched_[surface] = unmatched_series(numbers, surface);
    }
    if (configuration.needs_database()) {
        backend_ = std::make_unique<serving::Backend>(configuration.backend_settings(), reactor_, numbers, slot_);
        for (const access::Route* route : backend_->routes().routes()) {
            if (serving::RouteSeries* series = numbers.find(route->surface, route->method, route->pattern)) {
                series_.emplace(route, series);
            }
        }
    }
    publish();
    publisher_->start(publishing_interval);
}

Process::~Process() {
    // Coroutines first, while what their awaiters are registered with is still there.
    drivers_.abandon_all();
    publish();
    backend_.reset();
    serving::Numbers::release(slot_);
}

/// Every watch of ours is closed: what is still under way cannot come to its end, so nothing is held for it.
void Process::end_by_force() {
    ending_by_force_ = true;
    give_up_->schedule();
}

void Process::publish() {
    slot_.give_sign_of_life();
    slot_.requests_in_progress = drivers_.size();
    if (backend_) {
        backend_->publish(slot_);
    }
}

serving::RouteSeries& Process::series(access::Surface surface, const access::Route* route) {
    const auto found = series_.find(route);
    return found == series_.end() ? *unmatched_[static_cast<std::size_t>(surface)] : *found->second;
}

bool Process::wants_body(access::Surface surface, const http::Request& head) const {
    // Whoever asks the others has nothing to send.
    return serving::needs_database(surface) && access::wants_body(head, surface, backend_->routes());
}

base::Task<http::Response> Process::answer(access::Surface surface, const http::Request& request,
                                           const access::Route*& route) {
    if (!serving::needs_database(surface)) {
        return answer_operator(surface, request);
    }
    return access::respond(request, surface, backend_->routes(), backend_->services(), &route);
}

std::string Process::locale_of(const http::Request& request) {
    return backend_ ? access::remembered_locale(backend_->services(), request) : std::string();
}

http::Response Process::answer_problem(access::Surface surface, const http::Request& request,
                                       const http::Problem& problem) {
    if (!serving::needs_database(surface)) {
        const auto language = http::preferred_language(request.header("Accept-Language").value_or(""));
        return problem.respond(language, request.request_id, request.path);
    }
    return access::respond_problem(request, surface, backend_->routes(), problem, locale_of(request));
}

base::Task<http::Response> Process::answer_operator(access::Surface surface, const http::Request& request) {
    if (request.method != http::Method::get && request.method != http::Method::head) {
        throw http::Problem::method_not_allowed("GET, HEAD");
    }
    if (surface == access::Surface::health) {
        co_return co_await serving::health_page(backend_.get(), reactor_, request);
    }
    if (surface == access::Surface::metrics) {
        publish();
        co_return http::Response::of(base::Exposition::content_type, serving::metrics_page(numbers_, base::release()));
    }
    http::Response response = http::Response::json(std::string(access::openapi_document()));
    std::string tag = http::body_tag(response.body, 0);
    co_return http::conditional(request, std::move(response), std::move(tag));
}

}  // namespace gracy::nginx
