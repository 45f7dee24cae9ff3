#include "worker/curl_client.hpp"

#include "worker/guard.hpp"

#include <algorithm>
#include <cctype>
#include <curl/curl.h>
#include <unordered_map>

namespace gracy::worker {

using io::HttpError;
using io::HttpFailure;
using io::Interest;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t max_header_bytes = 64 * 1024;

void initialize_library() {
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK) {
        throw std::runtime_error(std::string("libcurl cannot start: ") + curl_easy_strerror(result));
    }
}

/// `sent`: the request was on its way.
HttpFailure failure_of(CURLcode code, bool sent) {
    switch (code) {
        // After the request it is the answer that speaks something else, or leads there.
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
            return sent ? HttpFailure::broken : HttpFailure::invalid;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return HttpFailure::resolve;
        case CURLE_COULDNT_CONNECT:
            return HttpFailure::connect;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
            return HttpFailure::tls;
        case CURLE_OPERATION_TIMEDOUT:
            return HttpFailure::timeout;
        case CURLE_FILESIZE_EXCEEDED:
            return HttpFailure::too_large;
        default:
            return HttpFailure::broken;
    }
}

}  // namespace

// The multi handle, its sockets and its one timer.
class CurlClient::Multi {
  public:
    Multi(io::Reactor& reactor, const CurlSettings& options);
    ~Multi();
    Multi(const Multi&) = delete;

    void add(Transfer& transfer);
    void remove(Transfer& transfer);

    const CurlSettings settings;

  private:
    static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
    static int on_timer(CURLM* multi, long delay, void* self);
    void watch(curl_socket_t socket, int what);
    void act(curl_socket_t socket, int events);
    void collect();

    io::Reactor& reactor_;
    std::unordered_map<curl_socket_t, std::unique_ptr<io::Watch>> watches_;
    std::unique_ptr<io::Timer> timer_;
    CURLM* multi_;
};

// One request, in the frame of the task that asked for it.
class CurlClient::Transfer {
  public:
    Transfer(Multi& multi, io::HttpRequest request);
    ~Transfer();
    Transfer(const Transfer&) = delete;

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
        multi_.add(*this);
        added_ = true;
    }
    io::HttpResponse await_resume();

    CURL* easy() const { return easy_; }
    void finish(CURLcode code);

  private:
    template <class Value>
    void set(CURLoption option, Value value);
    void describe();
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    bool take_header(std::string_view line);

    Multi& multi_;
    io::HttpRequest request_;
    io::HttpResponse response_;
    CURL* easy_;
    curl_slist* headers_ = nullptr;
    std::size_t header_bytes_ = 0;
    bool too_large_ = false;
    bool added_ = false;
    CURLcode code_ = CURLE_OK;
    char message_[CURL_ERROR_SIZE] = {};
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
};

CurlClient::Multi::Multi(io::Reactor& reactor, const CurlSettings& options)
    : settings(options),
      reactor_(reactor),
      timer_(reactor.timer(io::AtShutdown::ignores, [this] { act(CURL_SOCKET_TIMEOUT, 0); })) {
    initialize_library();
    multi_ = curl_multi_init();
    if (multi_ == nullptr) {
        throw std::runtime_error("libcurl cannot start");
    }
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(settings.connections_per_host));
    curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(settings.connections));
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(settings.idle_connections));
}

CurlClient::Multi::~Multi() {
    curl_multi_cleanup(multi_);
}

void CurlClient::Multi::add(Transfer& transfer) {
    if (const CURLMcode code = curl_multi_add_handle(multi_, transfer.easy()); code != CURLM_OK) {
        throw HttpError(HttpFailure::invalid, false, curl_multi_strerror(code));
    }
}

void CurlClient::Multi::remove(Transfer& transfer) {
    curl_multi_remove_handle(multi_, transfer.easy());
}

int CurlClient::Multi::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
    guarded("libcurl's socket callback", [&] { static_cast<Multi*>(self)->watch(socket, what); });
    return 0;
}

int CurlClient::Multi::on_timer(CURLM*, long delay, void* self) {
    guarded("libcurl's timer callback", [&] {
        io::Timer& timer = *static_cast<Multi*>(self)->timer_;
        if (delay < 0) {
            timer.stop();
        } else {
            timer.start(milliseconds(delay));
        }
    });
    return 0;
}

void CurlClient::Multi::watch(curl_socket_t socket, int what) {
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

void CurlClient::Multi::act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, events, &running);
    collect();
}

void CurlClient::Multi::collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) {
            char* transfer = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            const CURLcode code = message->data.result;  // the message is gone once its handle is removed
            reinterpret_cast<Transfer*>(transfer)->finish(code);
        }
    }
}

CurlClient::Transfer::Transfer(Multi& multi, io::HttpRequest request)
    : multi_(multi), request_(std::move(request)), easy_(curl_easy_init()) {
    if (easy_ == nullptr) {
        throw std::bad_alloc();
    }
    try {
        describe();
    } catch (...) {
        curl_slist_free_all(headers_);
        curl_easy_cleanup(easy_);
        throw;
    }
}

CurlClient::Transfer::~Transfer() {
    if (added_) {
        multi_.remove(*this);
    }
    curl_easy_cleanup(easy_);
    curl_slist_free_all(headers_);
}

template <class Value>
void CurlClient::Transfer::set(CURLoption option, Value value) {
    if (const CURLcode code = curl_easy_setopt(easy_, option, value); code != CURLE_OK) {
        throw HttpError(HttpFailure::invalid, false, curl_easy_strerror(code));
    }
}

void CurlClient::Transfer::describe() {
    const auto bad = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
    set(CURLOPT_PRIVATE, static_cast<void*>(this));
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(message_));
    set(CURLOPT_NOSIGNAL, 1L);
    // libcurl looks names up on threads of its own and would wait for them, with the whole loop, when a request times
    // out or is given up before its name is found.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!multi_.settings.authorities_file.empty()) {
        set(CURLOPT_CAINFO, multi_.settings.authorities_file.c_str());
        set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }
    // An empty string, not null: null would mean the environment's.
    set(CURLOPT_PROXY, multi_.settings.proxy.c_str());
    set(CURLOPT_USERAGENT, multi_.settings.user_agent.c_str());
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<milliseconds::rep>(request_.timeout.count(), 1)));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max<milliseconds::rep>(request_.connect_timeout.count(), 1)));
    set(CURLOPT_FOLLOWLOCATION, request_.redirects > 0 ? 1L : 0L);
    set(CURLOPT_MAXREDIRS, static_cast<long>(request_.redirects));
    // A redirect may not fall from https to http.
    set(CURLOPT_REDIR_PROTOCOLS_STR, request_.url.starts_with("https:") ? "https" : "http,https");
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(std::max<std::size_t>(request_.max_response_bytes, 1)));
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(CURLOPT_WRITEFUNCTION, on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    if (request_.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else if (request_.method != "GET") {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, request_.body.data());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
        // libcurl would ask for leave before a larger body and wait a second for servers that do not know the question.
        headers_ = curl_slist_append(headers_, "Expect:");
    }
    for (const auto& [name, value] : request_.headers) {
        if (std::ranges::any_of(name + value, bad)) {
            throw HttpError(HttpFailure::invalid, false, "a header of the request contains a control character");
        }
        // "Name;" is how libcurl is told of a header without a value.
        const std::string line = value.empty() ? name + ";" : name + ": " + value;
        headers_ = curl_slist_append(headers_, line.c_str());
    }
    set(CURLOPT_HTTPHEADER, headers_);
}

std::size_t CurlClient::Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    bool taken = false;
    guarded("libcurl's header callback",
            [&] { taken = static_cast<Transfer*>(self)->take_header({data, size * count}); });
    return taken ? size * count : 0;
}

bool CurlClient::Transfer::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > max_header_bytes) {
        too_large_ = true;
        return false;
    }
    if (line.starts_with("HTTP/")) {
        // A redirect or an interim answer is followed by another one: only the last counts.
        response_.headers.clear();
        response_.body.clear();
        return true;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return true;
    }
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view value = line.substr(colon + 1);
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!value.empty() && space(value.front())) {
        value.remove_prefix(1);
    }
    while (!value.empty() && space(value.back())) {
        value.remove_suffix(1);
    }
    response_.headers.emplace_back(std::move(name), std::string(value));
    return true;
}

std::size_t CurlClient::Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    bool taken = false;
    guarded("libcurl's body callback", [&] {
        auto* transfer = static_cast<Transfer*>(self);
        std::string& body = transfer->response_.body;
        if (size * count > transfer->request_.max_response_bytes - body.size()) {
            transfer->too_large_ = true;
            return;
        }
        body.append(data, size * count);
        taken = true;
    });
    return taken ? size * count : 0;
}

void CurlClient::Transfer::finish(CURLcode code) {
    code_ = code;
    multi_.remove(*this);
    added_ = false;
    runner_->ready(waiting_);
}

io::HttpResponse CurlClient::Transfer::await_resume() {
    if (too_large_) {
        throw HttpError(HttpFailure::too_large, true,
                        "the answer is larger than " + std::to_string(request_.max_response_bytes) + " bytes");
    }
    if (code_ != CURLE_OK) {
        curl_off_t sent = 0;
        curl_easy_getinfo(easy_, CURLINFO_PRETRANSFER_TIME_T, &sent);
        throw HttpError(failure_of(code_, sent > 0), sent > 0,
                        message_[0] != '\0' ? message_ : curl_easy_strerror(code_));
    }
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    return std::move(response_);
}

CurlClient::CurlClient(io::Reactor& reactor, const CurlSettings& settings)
    : multi_(std::make_unique<Multi>(reactor, settings)) {}

CurlClient::~CurlClient() = default;

base::Task<io::HttpResponse> CurlClient::send(io::HttpRequest request) {
    Transfer transfer(*multi_, std::move(request));
    co_return co_await transfer;
}

}  // namespace gracy::worker
