#include "nginx/response_stream.hpp"

#include "io/sleep.hpp"
#include "nginx/guard.hpp"
#include "nginx/headers.hpp"
#include "nginx/process.hpp"
#include "nginx/request_driver.hpp"

#include <sys/socket.h>

namespace gracy::nginx {
namespace {

// Long beside what it takes to produce a piece, so that others have most of the time of the processors and of the
// database.
constexpr std::chrono::milliseconds moment{5};

// Of the last request. One that is short is not seen under way here: between two pieces it has its answer, and the next
// one has not been read yet.
constexpr std::chrono::milliseconds recent{20};

// A stream of rows lets go of its connection before long (postgres::Settings::stream_patience).
constexpr std::chrono::milliseconds most_given_way{1000};

}  // namespace

/// Waits until nginx has passed everything on.
class ResponseStream::Writable {
  public:
    explicit Writable(ResponseStream& stream) : stream_(stream) {}
    Writable(const Writable&) = delete;
    Writable& operator=(const Writable&) = delete;
    ~Writable() {
        if (stream_.waiting_ == this) {
            stream_.waiting_ = nullptr;
        }
    }

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) noexcept {
        runner_ = waiting.promise().runner;
        handle_ = waiting;
        stream_.waiting_ = this;
    }
    void await_resume() const {
        if (stream_.r_ == nullptr) {
            throw ClientGone();
        }
    }
    void wake() noexcept { runner_->ready(handle_); }

  private:
    ResponseStream& stream_;
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> handle_;
};

ResponseStream::ResponseStream(ngx_http_request_t* r, http::Response response, io::Reactor& reactor,
                               io::Timer& production, std::chrono::milliseconds limit)
    : r_(r), sent_(Sent::keep(r, std::move(response))), reactor_(reactor), production_(production), limit_(limit) {
    RequestContext::of(r).stream = this;
}

ResponseStream::~ResponseStream() {
    leave();
}

void ResponseStream::leave() {
    if (ngx_http_request_t* r = std::exchange(r_, nullptr)) {
        if (RequestContext* context = RequestContext::find(r)) {
            context->stream = nullptr;
        }
    }
}

ngx_int_t ResponseStream::begin() {
    set_headers(r_, sent_.response);
    RequestContext::of(r_).answered = true;
    r_->headers_out.content_length_n = -1;
    begun_ = reactor_.now();
    const ngx_int_t result = ngx_http_send_header(r_);
    header_only_ = r_->header_only;
    return result;
}

base::Task<void> ResponseStream::write(std::string chunk) {
    if (r_ == nullptr) {
        throw ClientGone();
    }
    if (chunk.empty() || header_only_) {
        co_return;
    }
    if (!begun_) {
        const ngx_int_t result = begin();
        if (result == NGX_ERROR || result > NGX_OK) {
            throw ClientGone();
        }
        if (header_only_) {
            co_return;
        }
    }
    production_.stop();
    sent_.piece = std::move(chunk);
    ngx_buf_t& buffer = sent_.buffer;
    buffer = {};
    buffer.pos = reinterpret_cast<u_char*>(sent_.piece.data());
    buffer.last = buffer.pos + sent_.piece.size();
    buffer.start = buffer.pos;
    buffer.end = buffer.last;
    buffer.memory = 1;
    buffer.flush = 1;
    buffer.tag = &ngx_gracy_module;
    sent_.chain = {.buf = &buffer, .next = nullptr};
    if (!send(&sent_.chain)) {
        co_await Writable(*this);
    }
    production_.start(limit_);
}

base::Task<void> ResponseStream::give_way() {
    Process* process = Process::current();
    if (given_way_ < most_given_way && process != nullptr &&
        reactor_.now() - process->drivers().last_begun() < recent) {
        given_way_ += moment;
        co_await io::Sleep(reactor_, moment);
    }
}

bool ResponseStream::stopping() const {
    return ngx_exiting != 0 || ngx_terminate != 0;
}

bool ResponseStream::send(ngx_chain_t* chain) {
    if (ngx_http_output_filter(r_, chain) == NGX_ERROR || r_->connection->error) {
        throw ClientGone();
    }
    return drained();
}

/// Whether nothing is left with nginx; asks to be told when something is.
bool ResponseStream::drained() {
    ngx_connection_t* connection = r_->connection;
    ngx_event_t* event = connection->write;
    if (!r_->buffered && !r_->postponed && !connection->buffered) {
        if (event->timer_set && !event->delayed) {
            ngx_del_timer(event);
        }
        r_->write_event_handler = ngx_http_request_empty_handler;
        return true;
    }
    const auto* core = static_cast<ngx_http_core_loc_conf_t*>(ngx_http_get_module_loc_conf(r_, ngx_http_core_module));
    r_->write_event_handler = on_writable;
    if (!event->delayed) {
        ngx_add_timer(event, core->send_timeout);
    }
    if (ngx_handle_write_event(event, core->send_lowat) != NGX_OK) {
        throw ClientGone();
    }
    return false;
}

void ResponseStream::on_writable(ngx_http_request_t* r) noexcept {
    RequestContext* context = RequestContext::find(r);
    if (context == nullptr || context->stream == nullptr) {
        return;
    }
    ResponseStream& stream = *context->stream;
    ngx_event_t* event = r->connection->write;
    if (event->timedout) {
        ngx_log_error(NGX_LOG_INFO, r->connection->log, NGX_ETIMEDOUT, "client timed out");
        r->connection->timedout = 1;
        // Ends in our cleanup, which destroys the stream.
        ngx_http_finalize_request(r, NGX_HTTP_REQUEST_TIME_OUT);
        return;
    }
    const bool sound = guarded(ngx_cycle->log, "sending a stream", false, [&] {
        try {
            // A response that limit_rate holds back waits for nginx's own timer.
            if (event->delayed ? stream.drained() : stream.send(nullptr)) {
                if (Writable* waiting = std::exchange(stream.waiting_, nullptr)) {
                    waiting->wake();
                }
            }
            return true;
        } catch (const ClientGone&) {
            return false;  // nothing to log: nginx says so itself
        }
    });
    if (!sound) {
        ngx_http_finalize_request(r, NGX_ERROR);
    }
}

ngx_int_t ResponseStream::end() {
    if (!begun_) {
        const ngx_int_t result = begin();
        if (result == NGX_ERROR || result > NGX_OK) {
            return result;
        }
    }
    return header_only_ ? static_cast<ngx_int_t>(NGX_OK) : ngx_http_send_special(r_, NGX_HTTP_LAST);
}

ngx_int_t ResponseStream::truncate(ngx_http_request_t* r) {
    // Chunks and frames end visibly. An HTTP/1.0 body ends where the connection does, so that has to end with a reset.
    if (r->http_version < NGX_HTTP_VERSION_11) {
        const linger at_once{.l_onoff = 1, .l_linger = 0};
        setsockopt(r->connection->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    return NGX_ERROR;
}

}  // namespace gracy::nginx
