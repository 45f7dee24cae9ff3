#include "nginx/request_driver.hpp"

#include "access/respond.hpp"
#include "access/wanted_body.hpp"
#include "http/problem.hpp"
#include "nginx/guard.hpp"
#include "nginx/headers.hpp"
#include "nginx/process.hpp"
#include "nginx/response_sender.hpp"

#include <algorithm>

namespace gracy::nginx {
namespace {

// What we say ourselves goes to the cycle's log: to what is logged with a connection nginx adds the request's whole
// address, which may hold a code, a link, or whom somebody has looked for. The id of the request is in what we log.

void begin_answer(ngx_http_request_t* r) noexcept {
    Process* process = Process::current();
    // A body beyond client_body_buffer_size went to a file, which would have to be read back from disk.
    if (process == nullptr || (r->request_body != nullptr && r->request_body->temp_file != nullptr)) {
        ngx_http_finalize_request(
            r, process == nullptr ? NGX_HTTP_SERVICE_UNAVAILABLE : NGX_HTTP_REQUEST_ENTITY_TOO_LARGE);
        return;
    }
    const bool begun = guarded(ngx_cycle->log, "beginning to answer a request", false, [&] {
        RequestDriver::begin(*process, r);
        return true;
    });
    if (!begun) {
        ngx_http_finalize_request(r, NGX_HTTP_INTERNAL_SERVER_ERROR);
    }
}

/// Whether a body may come that is not small. In HTTP/2 its length need not be announced.
bool announces_large_body(const ngx_http_request_t* r) {
    const off_t length = r->headers_in.content_length_n;
#if (NGX_HTTP_V2)
    const bool open_stream = r->stream != nullptr && !r->stream->in_closed;
#else
    constexpr bool open_stream = false;
#endif
    return length < 0 ? r->headers_in.chunked || open_stream : length > access::small_body;
}

bool wants_body(ngx_http_request_t* r) {
    Process* const process = Process::current();
    if (process == nullptr || !announces_large_body(r)) {
        return true;
    }
    return guarded(ngx_cycle->log, "looking whether a body is wanted", true, [&] {
        http::Request head;
        copy_request(r, process->request_id_variable(), head, Body::left_out);
        return process->wants_body(static_cast<access::Surface>(location_configuration(r).surface), head);
    });
}

/// What the client sends of it is thrown away, while and after it is answered.
ngx_int_t answer_without_body(ngx_http_request_t* r) {
    const ngx_int_t result = ngx_http_discard_request_body(r);
    if (result != NGX_OK) {
        return result;
    }
    // As reading it would have done: our end of the request is one of its own.
    r->main->count++;
    begin_answer(r);
    return NGX_DONE;
}

/// nginx does not look whether a client has left, unless it is asked to.
void notice_leaving(ngx_http_request_t* r) {
    r->read_event_handler = ngx_http_test_reading;
    if (r->connection->read->ready) {
        ngx_post_event(r->connection->read, &ngx_posted_events);
    }
}

}  // namespace

ngx_int_t handle_request(ngx_http_request_t* r) noexcept {
    if (r != r->main) {
        // A subrequest shares its parent's connection and body; nothing of ours is meant to be one.
        ngx_log_error(NGX_LOG_ERR, ngx_cycle->log, 0, "gracy: a subrequest to \"%V\" was refused", &r->uri);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }
    if (!wants_body(r)) {
        return answer_without_body(r);
    }
    r->request_body_in_single_buf = 1;
    const ngx_int_t result = ngx_http_read_client_request_body(r, begin_answer);
    // The request may be finished, and freed, by now.
    return result >= NGX_HTTP_SPECIAL_RESPONSE ? result : static_cast<ngx_int_t>(NGX_DONE);
}

void RequestDriver::begin(Process& process, ngx_http_request_t* r) {
    auto* driver = new RequestDriver(process, r);
    driver->pump_.start();
}

RequestDriver::RequestDriver(Process& process, ngx_http_request_t* r)
    : process_(process),
      r_(r),
      surface_(static_cast<access::Surface>(location_configuration(r).surface)),
      deadline_(location_configuration(r).deadline),
      begun_(process.reactor().now()),
      timer_(process.reactor().timer(io::AtShutdown::waits, [this] { deadline_passed(); })),
      pump_(process.reactor(), run(), [this](std::exception_ptr failure) { finished(failure); }) {
    copy_request(r, process.request_id_variable(), request_);
    RequestContext::of(r);
    cleanup_ = ngx_http_cleanup_add(r, 0);
    if (cleanup_ == nullptr) {
        throw std::bad_alloc();
    }
    cleanup_->handler = on_cleanup;
    cleanup_->data = this;
    // A body that is thrown away is read, which notices it as well.
    if (access::when_abandoned(request_.method) == access::WhenAbandoned::cancel && r->discard_body == 0) {
        notice_leaving(r);
    }
    timer_->start(deadline_);
    process_.drivers().add(*this);
}

RequestDriver::~RequestDriver() {
    process_.drivers().remove(*this);
}

base::Task<void> RequestDriver::run() {
    response_ = co_await process_.answer(surface_, request_, route_);
    if (response_.stream == nullptr || r_ == nullptr) {
        co_return;
    }
    producer_ = std::move(response_.stream);
    stream_.emplace(r_, std::move(response_), process_.reactor(), *timer_, producer_->patience().value_or(deadline_));
    if (request_.method != http::Method::head) {
        co_await producer_->produce(*stream_);
    }
}

void RequestDriver::finished(const std::exception_ptr& failure) {
    const std::unique_ptr<RequestDriver, void (*)(RequestDriver*)> end_of_life(
        this, [](RequestDriver* driver) { delete driver; });
    ngx_http_request_t* r = take_request();
    if (r == nullptr) {
        note_late_failure();
        return;
    }
    ngx_connection_t* connection = r->connection;
    // A failure while sending leaves nothing to say but the end of the connection.
    const ngx_int_t result = guarded(ngx_cycle->log, "sending a response", static_cast<ngx_int_t>(NGX_ERROR), [&] {
        if (failure) {
            return send_failure(r, failure);
        }
        if (stream_) {
            const ngx_int_t ended = stream_->end();
            count_response(static_cast<int>(r->headers_out.status));
            return ended;
        }
        return send(r, std::move(response_));
    });
    if (stream_) {
        stream_->leave();
    }
    ngx_http_finalize_request(r, result);
    ngx_http_run_posted_requests(connection);
}

void RequestDriver::log_cause(const http::Response& response) const {
    if (!response.cause.empty()) {
        const ngx_uint_t level = response.status >= 500 ? NGX_LOG_ERR : NGX_LOG_WARN;
        ngx_log_error(level, ngx_cycle->log, 0, "gracy: request %*s failed: %s", request_.request_id.size(),
                      request_.request_id.data(), response.cause.c_str());
    }
}

/// A side effect that went on without its request: who was told that it may have happened learns here what became of
/// it.
void RequestDriver::note_late_failure() {
    log_cause(response_);
    if (response_.status >= 500) {
        process_.slot().requests_failed_late.fetch_add(1, std::memory_order_relaxed);
    }
}

ngx_int_t RequestDriver::send(ngx_http_request_t* r, http::Response response) {
    const int status = response.status;
    log_cause(response);
    try {
        const ngx_int_t result = send_response(r, std::move(response));
        count_response(status);
        return result;
    } catch (const std::invalid_argument& refused) {
        // Nothing was sent yet.
        ngx_log_error(NGX_LOG_ERR, ngx_cycle->log, 0, "gracy: %s", refused.what());
        count_response(500);
        return send_response(r, process_.answer_problem(surface_, request_, http::Problem::internal()));
    }
}

ngx_int_t RequestDriver::send_failure(ngx_http_request_t* r, const std::exception_ptr& failure) {
    http::Problem problem = http::Problem::internal();
    try {
        std::rethrow_exception(failure);
    } catch (const ClientGone&) {
        process_.slot().requests_abandoned.fetch_add(1, std::memory_order_relaxed);
        return NGX_ERROR;
    } catch (const http::Problem& thrown) {
        problem = thrown;
    } catch (const std::exception& exception) {
        ngx_log_error(NGX_LOG_ERR, ngx_cycle->log, 0, "gracy: the response to request %*s could not be produced: %s",
                      request_.request_id.size(), request_.request_id.data(), exception.what());
    }
    if (stream_ && stream_->begun()) {
        count_response(static_cast<int>(r->headers_out.status));
        return ResponseStream::truncate(r);
    }
    return send(r, process_.answer_problem(surface_, request_, problem));
}

/// From here on the request is nobody's: whoever took it finalizes it.
ngx_http_request_t* RequestDriver::take_request() {
    if (cleanup_ != nullptr) {
        std::exchange(cleanup_, nullptr)->handler = nullptr;
    }
    return std::exchange(r_, nullptr);
}

void RequestDriver::on_cleanup(void* data) noexcept {
    guarded(ngx_cycle->log, "a client's leaving", [&] { static_cast<RequestDriver*>(data)->client_left(); });
}

void RequestDriver::client_left() {
    r_ = nullptr;
    cleanup_ = nullptr;
    if (stream_) {
        stream_->leave();
    }
    process_.slot().requests_abandoned.fetch_add(1, std::memory_order_relaxed);
    const bool cancel =
        access::when_abandoned(request_.method) == access::WhenAbandoned::cancel || process_.ending_by_force();
    if (cancel && !pump_.running()) {
        delete this;
    } else {
        hold_worker();
    }
}

/// A worker that was asked to stop waits for the side effect as long as its statement may take, or as long as its
/// client would have waited: an import is one long transaction.
void RequestDriver::hold_worker() {
    const postgres::Settings& limits = process_.database_settings();
    timer_->start(std::max(limits.statement_timeout, deadline_) + limits.stall_grace);
}

void RequestDriver::deadline_passed() {
    if (r_ == nullptr) {
        return;  // the statement's own limit has passed as well: a stopping worker waits no longer
    }
    const bool cancel = access::when_abandoned(request_.method) == access::WhenAbandoned::cancel;
    process_.slot().requests_overdue.fetch_add(1, std::memory_order_relaxed);
    series().deadlines.fetch_add(1, std::memory_order_relaxed);
    ngx_http_request_t* r = take_request();
    ngx_connection_t* connection = r->connection;
    const ngx_int_t result =
        guarded(ngx_cycle->log, "answering that the deadline passed", static_cast<ngx_int_t>(NGX_ERROR), [&] {
            if (stream_ && stream_->begun()) {
                count_response(static_cast<int>(r->headers_out.status));
                const ngx_int_t truncated = ResponseStream::truncate(r);
                stream_->leave();
                return truncated;
            }
            return send(r, process_.answer_problem(surface_, request_, access::deadline_problem(request_)));
        });
    if (cancel) {
        delete this;
    } else {
        hold_worker();
    }
    ngx_http_finalize_request(r, result);
    ngx_http_run_posted_requests(connection);
}

void RequestDriver::abandon() noexcept {
    take_request();
    if (stream_) {
        stream_->leave();
    }
    delete this;
}

serving::RouteSeries& RequestDriver::series() const {
    return process_.series(surface_, route_);
}

void RequestDriver::count_response(int status) {
    const auto kind = static_cast<std::size_t>(std::clamp(status / 100, 1, 5));
    serving::RouteSeries& counted = series();
    counted.responses[kind].fetch_add(1, std::memory_order_relaxed);
    const auto now = process_.reactor().now();
    // How long a stream lives says nothing about how long its client waited.
    const auto answered = stream_ ? stream_->begun_at().value_or(now) : now;
    counted.latency.observe(std::chrono::duration_cast<std::chrono::microseconds>(answered - begun_));
}

void RequestDriver::List::add(RequestDriver& driver) noexcept {
    driver.next_ = first_;
    if (first_ != nullptr) {
        first_->previous_ = &driver;
    }
    first_ = &driver;
    ++size_;
    last_begun_ = driver.begun_;
}

void RequestDriver::List::remove(RequestDriver& driver) noexcept {
    (driver.previous_ == nullptr ? first_ : driver.previous_->next_) = driver.next_;
    if (driver.next_ != nullptr) {
        driver.next_->previous_ = driver.previous_;
    }
    --size_;
}

void RequestDriver::List::abandon_all() noexcept {
    while (first_ != nullptr) {
        first_->abandon();
    }
}

void RequestDriver::List::abandon_detached() noexcept {
    for (RequestDriver* driver = first_; driver != nullptr;) {
        RequestDriver* next = driver->next_;
        if (driver->detached()) {
            driver->abandon();
        }
        driver = next;
    }
}

}  // namespace gracy::nginx
