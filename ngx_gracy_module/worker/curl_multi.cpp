#include "worker/curl_multi.hpp"

#include "worker/guard.hpp"

#include <new>
#include <stdexcept>

namespace gracy::worker {

using io::Interest;
using std::chrono::milliseconds;

namespace {

void initialize_library() {
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK) {
        throw std::runtime_error(std::string("libcurl cannot start: ") + curl_easy_strerror(result));
    }
}

}  // namespace

CurlMulti::CurlMulti(io::Reactor& reactor, const CurlLimits& limits)
    : reactor_(reactor), timer_(reactor.timer(io::AtShutdown::ignores, [this] { act(CURL_SOCKET_TIMEOUT, 0); })) {
    initialize_library();
    multi_ = curl_multi_init();
    if (multi_ == nullptr) {
        throw std::runtime_error("libcurl cannot start");
    }
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(limits.connections_per_host));
    curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(limits.connections));
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limits.idle_connections));
}

CurlMulti::~CurlMulti() {
    curl_multi_cleanup(multi_);
}

void CurlMulti::add(CurlTransfer& transfer) {
    if (const CURLMcode code = curl_multi_add_handle(multi_, transfer.easy()); code != CURLM_OK) {
        throw std::runtime_error(curl_multi_strerror(code));
    }
}

void CurlMulti::remove(CurlTransfer& transfer) {
    curl_multi_remove_handle(multi_, transfer.easy());
}

int CurlMulti::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
    guarded("libcurl's socket callback", [&] { static_cast<CurlMulti*>(self)->watch(socket, what); });
    return 0;
}

int CurlMulti::on_timer(CURLM*, long delay, void* self) {
    guarded("libcurl's timer callback", [&] {
        io::Timer& timer = *static_cast<CurlMulti*>(self)->timer_;
        if (delay < 0) {
            timer.stop();
        } else {
            timer.start(milliseconds(delay));
        }
    });
    return 0;
}

void CurlMulti::watch(curl_socket_t socket, int what) {
    if (what == CURL_POLL_REMOVE) {
        watches_.erase(socket);
        return;
    }
    auto& watch = watches_[socket];
    if (!watch) {
        watch = reactor_.watch(socket, [this, socket](Interest ready) {
            const int read = has(ready, Interest::read) ? CURL_CSELECT_IN : 0;
            const int write = has(ready, Interest::write) ? CURL_CSELECT_OUT : 0;
            act(socket, read | write);
        });
    }
    const bool read = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
    const bool write = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
    watch->want(static_cast<Interest>((read ? 1 : 0) | (write ? 2 : 0)));
}

void CurlMulti::act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, events, &running);
    collect();
}

void CurlMulti::collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) {
            char* transfer = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            const CURLcode code = message->data.result;  // the message is gone once its handle is removed
            reinterpret_cast<CurlTransfer*>(transfer)->finish(code);
        }
    }
}

CurlTransfer::CurlTransfer(CurlMulti& multi) : multi_(multi), easy_(curl_easy_init()) {
    if (easy_ == nullptr) {
        throw std::bad_alloc();
    }
    curl_easy_setopt(easy_, CURLOPT_PRIVATE, static_cast<void*>(this));
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, static_cast<char*>(message_));
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    // libcurl looks names up on threads of its own and would wait for them, with the whole loop, when a request times
    // out or is given up before its name is found.
    curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);
}

CurlTransfer::~CurlTransfer() {
    stop();
    curl_easy_cleanup(easy_);
}

void CurlTransfer::stop() {
    if (std::exchange(added_, false)) {
        multi_.remove(*this);
    }
}

void CurlTransfer::finish(CURLcode code) {
    code_ = code;
    stop();
    runner_->ready(waiting_);
}

std::string CurlTransfer::message() const {
    return message_[0] != '\0' ? message_ : curl_easy_strerror(code_);
}

}  // namespace gracy::worker
