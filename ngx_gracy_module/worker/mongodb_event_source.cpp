#include "worker/mongodb_event_source.hpp"

#include "documents/mongodb_event_log.hpp"
#include "io/offload.hpp"

#include <fmt/format.h>
#include <mongoc/mongoc.h>
#include <mutex>

namespace gracy::worker {
namespace {

using documents::OpenEvent;
using documents::SourceUnavailable;

constexpr std::size_t most_waiting = 8;
constexpr std::chrono::milliseconds patience_at_the_end{1000};
// A reader that polls loses nothing by giving up soon.
constexpr std::int32_t selection_milliseconds = 2000;
constexpr std::int32_t socket_milliseconds = 5000;

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const noexcept {
        release(object);
    }
};
using Uri = std::unique_ptr<mongoc_uri_t, Release<mongoc_uri_destroy>>;
using Client = std::unique_ptr<mongoc_client_t, Release<mongoc_client_destroy>>;
using Collection = std::unique_ptr<mongoc_collection_t, Release<mongoc_collection_destroy>>;
using Cursor = std::unique_ptr<mongoc_cursor_t, Release<mongoc_cursor_destroy>>;

/// By hand: a template would lose the alignment that bson_t asks for.
class Document {
  public:
    explicit Document(bson_t* document) : document_(document) {}
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document() { bson_destroy(document_); }
    bson_t* get() const { return document_; }

  private:
    bson_t* document_;
};

[[noreturn]] void fail(const bson_error_t& error) {
    throw SourceUnavailable(fmt::format("mongodb: {} ({}.{})", error.message, error.domain, error.code));
}

std::int64_t milliseconds_of(base::Timestamp time) {
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string text_at(const bson_t& document, const char* key) {
    bson_iter_t at;
    std::uint32_t size = 0;
    const bool found = bson_iter_init_find(&at, &document, key) && BSON_ITER_HOLDS_UTF8(&at);
    const char* text = found ? bson_iter_utf8(&at, &size) : "";
    return {text, size};
}

base::Timestamp time_at(const bson_t& document, const char* key) {
    bson_iter_t at;
    const bool found = bson_iter_init_find(&at, &document, key) && BSON_ITER_HOLDS_DATE_TIME(&at);
    return base::Timestamp(std::chrono::milliseconds(found ? bson_iter_date_time(&at) : 0));
}

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

class MongodbEventSource::Session {
  public:
    explicit Session(DocumentsConfiguration configuration) : configuration_(std::move(configuration)) {}

    std::vector<OpenEvent> open_events(std::size_t at_most) {
        const Document filter(BCON_NEW("handled_at", BCON_NULL, "kind", "{", "$in", "[", "event", "action", "]", "}"));
        const Document options(BCON_NEW("sort", "{", "received_at", BCON_INT32(1), "}", "limit",
                                        BCON_INT64(static_cast<std::int64_t>(at_most))));
        const Cursor cursor(mongoc_collection_find_with_opts(collection(), filter.get(), options.get(), nullptr));
        std::vector<OpenEvent> events;
        const bson_t* document = nullptr;
        while (mongoc_cursor_next(cursor.get(), &document)) {
            events.push_back({.id = text_at(*document, "_id"),
                              .type = text_at(*document, "type"),
                              .received_at = time_at(*document, "received_at"),
                              .document = {reinterpret_cast<const char*>(bson_get_data(document)), document->len}});
        }
        bson_error_t error;
        if (mongoc_cursor_error(cursor.get(), &error)) {
            fail(error);
        }
        return events;
    }

    void mark_handled(const std::vector<std::string>& ids) {
        bson_t list;
        const Document filter(bson_new());
        bson_t any;
        bson_append_document_begin(filter.get(), "_id", -1, &any);
        bson_append_array_begin(&any, "$in", -1, &list);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const std::string key = std::to_string(i);
            bson_append_utf8(&list, key.c_str(), -1, ids[i].data(), static_cast<int>(ids[i].size()));
        }
        bson_append_array_end(&any, &list);
        bson_append_document_end(filter.get(), &any);
        const Document change(
            BCON_NEW("$set", "{", "handled_at", BCON_DATE_TIME(milliseconds_of(base::SystemClock().now())), "}"));
        bson_error_t error;
        if (!mongoc_collection_update_many(collection(), filter.get(), change.get(), nullptr, nullptr, &error)) {
            fail(error);
        }
    }

    std::int64_t delete_expired(base::Timestamp now) {
        const Document filter(BCON_NEW("expire_at", "{", "$lte", BCON_DATE_TIME(milliseconds_of(now)), "}"));
        bson_t reply;
        bson_error_t error;
        const bool done = mongoc_collection_delete_many(collection(), filter.get(), nullptr, &reply, &error);
        bson_iter_t at;
        const bool counted = bson_iter_init_find(&at, &reply, "deletedCount");
        const std::int64_t deleted = counted ? bson_iter_as_int64(&at) : 0;
        bson_destroy(&reply);
        if (!done) {
            fail(error);
        }
        return deleted;
    }

  private:
    mongoc_collection_t* collection() {
        if (!collection_) {
            connect();
        }
        return collection_.get();
    }

    void connect() {
        initialise();
        bson_error_t error;
        const Uri uri(mongoc_uri_new_with_error(configuration_.mongodb.c_str(), &error));
        if (!uri) {
            fail(error);
        }
        if (!configuration_.password.empty()) {
            mongoc_uri_set_password(uri.get(), configuration_.password.c_str());
        }
        set_if_absent(uri.get(), MONGOC_URI_SERVERSELECTIONTIMEOUTMS, selection_milliseconds);
        set_if_absent(uri.get(), MONGOC_URI_CONNECTTIMEOUTMS, selection_milliseconds);
        set_if_absent(uri.get(), MONGOC_URI_SOCKETTIMEOUTMS, socket_milliseconds);
        client_.reset(mongoc_client_new_from_uri_with_error(uri.get(), &error));
        if (!client_) {
            fail(error);
        }
        // With retries on, as is libmongoc's default, a step-down is nothing that we would hear of.
        mongoc_client_set_appname(client_.get(), "gracy-worker");
        collection_.reset(mongoc_client_get_collection(client_.get(), configuration_.database.c_str(),
                                                       documents::MongodbEventLog::collection));
    }

    const DocumentsConfiguration configuration_;
    Client client_;
    Collection collection_;
};

MongodbEventSource::MongodbEventSource(io::Reactor& reactor, const DocumentsConfiguration& configuration)
    : session_(std::make_shared<Session>(configuration)),
      thread_(std::make_unique<io::ThreadOffload>(reactor, 1, most_waiting)) {}

MongodbEventSource::~MongodbEventSource() {
    if (!thread_->stop(patience_at_the_end)) {
        // It sits in a time-out of libmongoc's, and ends with the process.
        [[maybe_unused]] io::ThreadOffload* const let_go = thread_.release();
    }
}

template <class Result, class Work>
base::Task<Result> MongodbEventSource::in_thread(Work work) {
    try {
        co_return co_await io::OffloadedCall(*thread_, std::move(work));
    } catch (const io::OffloadFull& full) {
        throw SourceUnavailable(full.what());
    }
}

base::Task<std::vector<OpenEvent>> MongodbEventSource::open_events(std::size_t at_most) {
    co_return co_await in_thread<std::vector<OpenEvent>>(
        [session = session_, at_most] { return session->open_events(at_most); });
}

base::Task<void> MongodbEventSource::mark_handled(std::vector<std::string> ids) {
    co_await in_thread<bool>([session = session_, ids = std::move(ids)] {
        session->mark_handled(ids);
        return true;
    });
}

base::Task<std::int64_t> MongodbEventSource::delete_expired(base::Timestamp now) {
    co_return co_await in_thread<std::int64_t>([session = session_, now] { return session->delete_expired(now); });
}

}  // namespace gracy::worker
