#include "worker/mongoc.hpp"

#include <fmt/format.h>
#include <mutex>
#include <stdexcept>

namespace gracy::worker::mongoc {
namespace {

constexpr std::int32_t selection_milliseconds = 2000;
constexpr std::int32_t socket_milliseconds = 5000;

using Uri = std::unique_ptr<mongoc_uri_t, Release<mongoc_uri_destroy>>;

void set_if_absent(mongoc_uri_t* uri, const char* option, std::int32_t value) {
    if (!mongoc_uri_has_option(uri, option)) {
        mongoc_uri_set_option_as_int32(uri, option, value);
    }
}

/// For the whole process: libmongoc is set up once and never torn down, because a thread may still be inside it. What
/// it would write to standard error is no line of our log; what went wrong comes as an error.
void initialise() {
    static std::once_flag once;
    std::call_once(once, [] {
        mongoc_log_set_handler(nullptr, nullptr);
        mongoc_init();
    });
}

}  // namespace

std::string text_of(const bson_error_t& error) {
    return fmt::format("mongodb: {} ({}.{})", error.message, error.domain, error.code);
}

Client make_client(const DocumentsConfiguration& configuration) {
    initialise();
    bson_error_t error;
    const Uri uri(mongoc_uri_new_with_error(configuration.mongodb.c_str(), &error));
    if (!uri) {
        throw std::invalid_argument(text_of(error));
    }
    if (!configuration.password.empty()) {
        mongoc_uri_set_password(uri.get(), configuration.password.c_str());
    }
    set_if_absent(uri.get(), MONGOC_URI_SERVERSELECTIONTIMEOUTMS, selection_milliseconds);
    set_if_absent(uri.get(), MONGOC_URI_CONNECTTIMEOUTMS, selection_milliseconds);
    set_if_absent(uri.get(), MONGOC_URI_SOCKETTIMEOUTMS, socket_milliseconds);
    Client client(mongoc_client_new_from_uri_with_error(uri.get(), &error));
    if (!client) {
        throw std::invalid_argument(text_of(error));
    }
    // With retries on, as is libmongoc's default, a step-down is nothing that we would hear of.
    mongoc_client_set_appname(client.get(), "gracy-worker");
    return client;
}

}  // namespace gracy::worker::mongoc
