#include "worker/mongodb_change_sink.hpp"

#include "documents/change_document.hpp"
#include "io/offload.hpp"
#include "worker/mongoc.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <list>
#include <map>
#include <span>

namespace gracy::worker {
namespace {

using documents::Change;
using documents::ChangeFate;
using documents::SinkUnavailable;
using mongoc::Document;

constexpr std::size_t most_waiting = 2;
constexpr std::chrono::milliseconds patience_at_the_end{1000};
constexpr std::int64_t majority_milliseconds = 4000;
// FerretDB 1.24 keeps a connection to its database for each replacement until the command ends, and stands still for
// good when it has no more, between 40 and 50.
constexpr std::size_t replaced_at_once = 32;

constexpr std::int64_t duplicate_key = 11000;
// What is wrong with the document itself (MongoDB's error_codes.yml): BadValue, FailedToParse, TypeMismatch,
// DollarPrefixedFieldName, EmptyFieldName, DottedFieldName, DocumentValidationFailure, BSONObjectTooLarge.
constexpr std::array<std::int64_t, 8> of_the_document{2, 9, 14, 52, 56, 57, 121, 10334};

/// A document to write, and the changes that it speaks for: an older one of the same thing is told by the newer.
struct Entry {
    const Change* change;
    std::string document;
    bool refused = false;
};

bson_t* bson_of(const Entry& entry) {
    return bson_new_from_data(reinterpret_cast<const std::uint8_t*>(entry.document.data()), entry.document.size());
}

struct WriteError {
    std::size_t index;
    std::int64_t code;
};

std::vector<WriteError> write_errors_of(const bson_t& reply, std::size_t sent) {
    std::vector<WriteError> errors;
    bson_iter_t list;
    bson_iter_t error;
    if (!bson_iter_init_find(&list, &reply, "writeErrors") || !bson_iter_recurse(&list, &error)) {
        return errors;
    }
    while (bson_iter_next(&error)) {
        bson_iter_t field;
        std::int64_t index = -1;
        std::int64_t code = 0;
        if (bson_iter_recurse(&error, &field) && bson_iter_find(&field, "index")) {
            index = bson_iter_as_int64(&field);
        }
        if (bson_iter_recurse(&error, &field) && bson_iter_find(&field, "code")) {
            code = bson_iter_as_int64(&field);
        }
        if (index < 0 || static_cast<std::size_t>(index) >= sent) {
            throw SinkUnavailable("mongodb: a write error is about no document that was sent");
        }
        errors.push_back({static_cast<std::size_t>(index), code});
    }
    return errors;
}

std::int64_t count_in(const bson_t& reply, const char* key) {
    bson_iter_t at;
    return bson_iter_init_find(&at, &reply, key) ? bson_iter_as_int64(&at) : 0;
}

bool has_elements(const bson_t& reply, const char* key) {
    bson_iter_t list;
    bson_iter_t element;
    return bson_iter_init_find(&list, &reply, key) && bson_iter_recurse(&list, &element) && bson_iter_next(&element);
}

Document options() {
    return Document(BCON_NEW("ordered", BCON_BOOL(false), "writeConcern", "{", "w", "majority", "wtimeout",
                             BCON_INT64(majority_milliseconds), "}"));
}

/// libmongoc's replies; initialised by the call that fills them.
struct Reply {
    Reply() { bson_init(&bson); }
    Reply(const Reply&) = delete;
    Reply& operator=(const Reply&) = delete;
    ~Reply() { bson_destroy(&bson); }
    bson_t bson;
};

/// Throws unless each document was written or has an error of its own, and a majority has confirmed.
void check(bool done, const bson_t& reply, const bson_error_t& error, const std::vector<WriteError>& errors) {
    if (has_elements(reply, "writeConcernErrors") || (!done && errors.empty())) {
        throw SinkUnavailable(mongoc::text_of(error));
    }
}

}  // namespace

class MongodbChangeSink::Session {
  public:
    explicit Session(DocumentsConfiguration configuration) : configuration_(std::move(configuration)) {}

    std::vector<ChangeFate> write(const std::vector<Change>& changes) {
        std::vector<ChangeFate> fates(changes.size(), ChangeFate::told);
        std::map<std::string, std::map<std::string, std::size_t>> latest;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            latest[changes[i].entity][documents::key_of(changes[i])] = i;
        }
        for (const auto& [entity, things] : latest) {
            std::vector<Entry> entries;
            std::vector<std::size_t> places;
            for (const auto& [key, place] : things) {
                if (auto document = documents::document_of(changes[place])) {
                    entries.push_back({.change = &changes[place], .document = std::move(*document)});
                    places.push_back(place);
                } else {
                    fates[place] = ChangeFate::refused;
                }
            }
            write(entity, entries);
            for (std::size_t i = 0; i < entries.size(); ++i) {
                fates[places[i]] = entries[i].refused ? ChangeFate::refused : ChangeFate::told;
            }
        }
        return fates;
    }

    void forget_before(const std::string& entity, std::int64_t version) {
        const auto things = collection(entity);
        const Document filter(BCON_NEW("version", "{", "$lt", BCON_INT64(version), "}"));
        bson_error_t error;
        if (!mongoc_collection_delete_many(things.get(), filter.get(), nullptr, nullptr, &error)) {
            throw SinkUnavailable(mongoc::text_of(error));
        }
    }

  private:
    mongoc::Collection collection(const std::string& entity) {
        if (!client_) {
            try {
                client_ = mongoc::make_client(configuration_);
            } catch (const std::invalid_argument& invalid) {
                throw SinkUnavailable(invalid.what());
            }
        }
        return mongoc::Collection(
            mongoc_client_get_collection(client_.get(), configuration_.database.c_str(), entity.c_str()));
    }

    void write(const std::string& entity, std::vector<Entry>& entries) {
        if (entries.empty()) {
            return;
        }
        const auto things = collection(entity);
        const std::vector<Entry*> known = insert(things.get(), entries);
        for (std::size_t at = 0; at < known.size(); at += replaced_at_once) {
            const std::span rest = std::span(known).subspan(at);
            replace_older(things.get(), rest.first(std::min(replaced_at_once, rest.size())));
        }
    }

    /// Those that the collection has a document of already. Not an upsert: one whose condition on the version fails
    /// would insert, and what servers say of the key that is then there twice differs.
    std::vector<Entry*> insert(mongoc_collection_t* things, std::vector<Entry>& entries) {
        std::list<Document> bodies;
        std::vector<const bson_t*> pointers;
        for (const Entry& entry : entries) {
            pointers.push_back(bodies.emplace_back(bson_of(entry)).get());
        }
        Reply reply;
        bson_error_t error{};
        const bool done = mongoc_collection_insert_many(things, pointers.data(), pointers.size(), options().get(),
                                                        &reply.bson, &error);
        const auto errors = write_errors_of(reply.bson, entries.size());
        check(done, reply.bson, error, errors);
        if (count_in(reply.bson, "insertedCount") + static_cast<std::int64_t>(errors.size()) !=
            static_cast<std::int64_t>(entries.size())) {
            throw SinkUnavailable(mongoc::text_of(error));
        }
        std::vector<Entry*> known;
        for (const WriteError& one : errors) {
            if (one.code == duplicate_key) {
                known.push_back(&entries[one.index]);
            } else {
                refuse(entries[one.index], one.code);
            }
        }
        return known;
    }

    void replace_older(mongoc_collection_t* things, std::span<Entry* const> entries) {
        const std::unique_ptr<mongoc_bulk_operation_t, mongoc::Release<mongoc_bulk_operation_destroy>> bulk(
            mongoc_collection_create_bulk_operation_with_opts(things, options().get()));
        bson_error_t error{};
        for (const Entry* entry : entries) {
            const Document older(BCON_NEW("_id", BCON_UTF8(documents::key_of(*entry->change).c_str()), "version", "{",
                                          "$lt", BCON_INT64(entry->change->version), "}"));
            const Document body(bson_of(*entry));
            if (!mongoc_bulk_operation_replace_one_with_opts(bulk.get(), older.get(), body.get(), nullptr, &error)) {
                throw SinkUnavailable(mongoc::text_of(error));
            }
        }
        Reply reply;
        const bool done = mongoc_bulk_operation_execute(bulk.get(), &reply.bson, &error) != 0;
        const auto errors = write_errors_of(reply.bson, entries.size());
        check(done, reply.bson, error, errors);
        for (const WriteError& one : errors) {
            refuse(*entries[one.index], one.code);
        }
    }

    static void refuse(Entry& entry, std::int64_t code) {
        if (std::ranges::find(of_the_document, code) == of_the_document.end()) {
            throw SinkUnavailable(fmt::format("mongodb: a document failed with code {}", code));
        }
        entry.refused = true;
    }

    const DocumentsConfiguration configuration_;
    mongoc::Client client_;
};

MongodbChangeSink::MongodbChangeSink(io::Reactor& reactor, const DocumentsConfiguration& configuration)
    : session_(std::make_shared<Session>(configuration)),
      thread_(std::make_unique<io::ThreadOffload>(reactor, 1, most_waiting)) {}

MongodbChangeSink::~MongodbChangeSink() {
    if (!thread_->stop(patience_at_the_end)) {
        // It sits in a time-out of libmongoc's, and ends with the process.
        [[maybe_unused]] io::ThreadOffload* const let_go = thread_.release();
    }
}

template <class Result, class Work>
base::Task<Result> MongodbChangeSink::in_thread(Work work) {
    try {
        co_return co_await io::OffloadedCall(*thread_, std::move(work));
    } catch (const io::OffloadFull& full) {
        throw SinkUnavailable(full.what());
    }
}

base::Task<std::vector<ChangeFate>> MongodbChangeSink::write(std::vector<Change> changes) {
    co_return co_await in_thread<std::vector<ChangeFate>>(
        [session = session_, changes = std::move(changes)] { return session->write(changes); });
}

base::Task<void> MongodbChangeSink::forget_before(std::string entity, std::int64_t version) {
    co_await in_thread<bool>([session = session_, entity = std::move(entity), version] {
        session->forget_before(entity, version);
        return true;
    });
}

}  // namespace gracy::worker
