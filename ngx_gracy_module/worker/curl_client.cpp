#include "worker/curl_client.hpp"

#include "base/ascii.hpp"
#include "worker/curl_multi.hpp"
#include "worker/guard.hpp"

#include <curl/curl.h>
#include <algorithm>

namespace gracy::worker {

using io::HttpError;
using io::HttpFailure;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t max_header_bytes = 64 * 1024;

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

// One request, in the frame of the task that asked for it.
class CurlClient::Transfer final : public CurlTransfer {
  public:
    Transfer(CurlMulti& multi, const CurlSettings& settings, io::HttpRequest request);
    ~Transfer() override;

    io::HttpResponse await_resume();

  private:
    template <class Value>
    void set(CURLoption option, Value value);
    void describe();
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_upload(char* data, std::size_t size, std::size_t count, void* self);
    static int on_rewind(void* self, curl_off_t offset, int origin);
    bool take_header(std::string_view line);

    const CurlSettings& settings_;
    io::HttpRequest request_;
    io::HttpResponse response_;
    curl_slist* headers_ = nullptr;
    std::size_t header_bytes_ = 0;
    bool too_large_ = false;
    /// Of a body that is sent once: how much libcurl has taken.
    std::size_t uploaded_ = 0;
};

CurlClient::Transfer::Transfer(CurlMulti& multi, const CurlSettings& settings, io::HttpRequest request)
    : CurlTransfer(multi), settings_(settings), request_(std::move(request)) {
    try {
        describe();
    } catch (...) {
        curl_slist_free_all(headers_);
        throw;
    }
}

CurlClient::Transfer::~Transfer() {
    stop();
    curl_slist_free_all(headers_);
}

template <class Value>
void CurlClient::Transfer::set(CURLoption option, Value value) {
    if (const CURLcode code = curl_easy_setopt(easy(), option, value); code != CURLE_OK) {
        throw HttpError(HttpFailure::invalid, false, curl_easy_strerror(code));
    }
}

void CurlClient::Transfer::describe() {
    const auto bad = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings_.authorities_file.empty()) {
        set(CURLOPT_CAINFO, settings_.authorities_file.c_str());
        set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }
    // An empty string, not null: null would mean the environment's.
    set(CURLOPT_PROXY, settings_.proxy.c_str());
    set(CURLOPT_USERAGENT, settings_.user_agent.c_str());
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<milliseconds::rep>(request_.timeout.count(), 1)));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max<milliseconds::rep>(request_.connect_timeout.count(), 1)));
    if (request_.silence.count() > 0) {
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(request_.silence.count()));
    }
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
        if (request_.once) {
            // libcurl repeats a POST on a new connection when the kept one dies, unless it has to ask for the body
            // again.
            set(CURLOPT_READFUNCTION, on_upload);
            set(CURLOPT_READDATA, static_cast<void*>(this));
            set(CURLOPT_SEEKFUNCTION, on_rewind);
        } else {
            set(CURLOPT_POSTFIELDS, request_.body.data());
        }
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
    response_.headers.emplace_back(base::ascii::lower(line.substr(0, colon)),
                                   std::string(base::ascii::trimmed(line.substr(colon + 1))));
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

std::size_t CurlClient::Transfer::on_upload(char* data, std::size_t size, std::size_t count, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const std::size_t taken = transfer->request_.body.copy(data, size * count, transfer->uploaded_);
    transfer->uploaded_ += taken;
    return taken;
}

int CurlClient::Transfer::on_rewind(void*, curl_off_t, int) {
    return CURL_SEEKFUNC_FAIL;
}

io::HttpResponse CurlClient::Transfer::await_resume() {
    if (too_large_) {
        throw HttpError(HttpFailure::too_large, true,
                        "the answer is larger than " + std::to_string(request_.max_response_bytes) + " bytes");
    }
    if (code() != CURLE_OK) {
        curl_off_t sent = 0;
        curl_easy_getinfo(easy(), CURLINFO_PRETRANSFER_TIME_T, &sent);
        const bool maybe_received = sent > 0 || uploaded_ > 0;
        throw HttpError(failure_of(code(), maybe_received), maybe_received, message());
    }
    long status = 0;
    curl_easy_getinfo(easy(), CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    return std::move(response_);
}

CurlClient::CurlClient(io::Reactor& reactor, const CurlSettings& settings)
    : settings_(settings),
      multi_(std::make_unique<CurlMulti>(
          reactor, CurlLimits{settings.connections_per_host, settings.connections, settings.idle_connections})) {}

CurlClient::~CurlClient() = default;

base::Task<io::HttpResponse> CurlClient::send(io::HttpRequest request) {
    Transfer transfer(*multi_, settings_, std::move(request));
    co_return co_await transfer;
}

}  // namespace gracy::worker
