#include "documents/mongodb_indexes.hpp"

#include "base/log.hpp"
#include "io/sleep.hpp"
#include "mongodb/client.hpp"

#include <array>

namespace gracy::documents {
namespace {

using mongodb::BsonWriter;

constexpr std::chrono::seconds pause_before_next_try{10};

BsonWriter by_team_and_time() {
    BsonWriter key;
    key.int32("team_id", 1).int32("event_time", -1);
    BsonWriter index;
    index.document("key", key).text("name", "by_team_and_time");
    return index;
}

/// A document goes when its own expire_at has come, so that what is kept longer needs no other index.
BsonWriter expiry() {
    BsonWriter key;
    key.int32("expire_at", 1);
    BsonWriter index;
    index.document("key", key).text("name", "expiry").int32("expireAfterSeconds", 0);
    return index;
}

/// What the worker asks for four times a second; an event that was not handled has no handled_at.
BsonWriter open_by_age() {
    BsonWriter key;
    key.int32("handled_at", 1).int32("received_at", 1);
    BsonWriter index;
    index.document("key", key).text("name", "open_by_age");
    return index;
}

struct Index {
    const char* name;
    BsonWriter (*specification)();
};
constexpr std::array indexes{Index{"by_team_and_time", by_team_and_time}, Index{"expiry", expiry},
                             Index{"open_by_age", open_by_age}};

/// Each in a command of its own: one that the server does not know would fail the others with it.
std::string command_for(const Index& index, const mongodb::Collection& collection) {
    std::vector<BsonWriter> list;
    list.push_back(index.specification());
    BsonWriter command;
    command.text("createIndexes", collection.name).array("indexes", list).text("$db", collection.database);
    return std::string(command.view());
}

}  // namespace

MongodbIndexes::MongodbIndexes(io::Reactor& reactor, mongodb::Client& client)
    : reactor_(reactor), client_(client), pump_(reactor, create_all(), [](const std::exception_ptr&) {}) {
    pump_.start();
}

base::Task<void> MongodbIndexes::create_all() {
    for (std::size_t number = 0; number < indexes.size(); ++number) {
        co_await create(number);
    }
}

base::Task<void> MongodbIndexes::create(std::size_t number) {
    const Index& index = indexes[number];
    const std::string command = command_for(index, client_.collection());
    for (;;) {
        try {
            const std::string reply = co_await client_.run(command);
            const auto failure = mongodb::failure_of(mongodb::BsonReader::over(reply));
            if (!failure) {
                co_return;
            }
            if (failure->server == mongodb::ServerState::unchanged ||
                failure->server == mongodb::ServerState::not_allowed) {
                base::log(base::LogLevel::warning, "mongodb: the index {} is not there: creating it {}", index.name,
                          failure->trouble);
                co_return;
            }
        } catch (const mongodb::Unavailable&) {
            // Whether the store is there, its metrics say.
        } catch (const mongodb::NetworkError&) {
            // The reply made no sense.
        }
        co_await io::Sleep(reactor_, pause_before_next_try);
    }
}

}  // namespace gracy::documents
