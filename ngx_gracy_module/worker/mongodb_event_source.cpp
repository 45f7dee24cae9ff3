#include "worker/mongodb_event_source.hpp"

#include "documents/mongodb_event_log.hpp"
#include "io/offload.hpp"
#include "worker/mongoc.hpp"

namespace gracy::worker {
namespace {

using documents::OpenEvent;
using documents::SourceUnavailable;

constexpr std::size_t most_waiting = 8;
constexpr std::chrono::milliseconds patience_at_the_end{1000};

using mongoc::Cursor;
using mongoc::Document;

[[noreturn]] void fail(const bson_error_t& error) {
    throw SourceUnavailable(mongoc::text_of(error));
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
                              .team_id = text_at(*document, "team_id"),
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
        try {
            client_ = mongoc::make_client(configuration_);
        } catch (const std::invalid_argument& invalid) {
            throw SourceUnavailable(invalid.what());
        }
        collection_.reset(mongoc_client_get_collection(client_.get(), configuration_.database.c_str(),
                                                       documents::MongodbEventLog::collection));
    }

    const DocumentsConfiguration configuration_;
    mongoc::Client client_;
    mongoc::Collection collection_;
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
