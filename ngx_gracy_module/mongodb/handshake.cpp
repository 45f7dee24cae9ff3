#include "mongodb/handshake.hpp"

#include "base/random.hpp"
#include "mongodb/verdict.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::mongodb {
namespace {

constexpr std::string_view driver_name = "gracy";
constexpr std::string_view driver_version = "1";
constexpr std::size_t nonce_length = 32;
// Servers before 4.4 and some proxies end an exchange with an empty message more.
constexpr int most_empty_messages = 3;

ScramConversation begin(const Credential& credential, Mechanism mechanism) {
    return {mechanism, credential.user, base::random_base62(nonce_length)};
}

BsonWriter start_command(const ScramConversation& conversation) {
    BsonWriter command;
    command.int32("saslStart", 1)
        .text("mechanism", name_of(conversation.mechanism()))
        .bytes("payload", conversation.first());
    BsonWriter options;
    options.boolean("skipEmptyExchange", true);
    command.document("options", options);
    return command;
}

BsonWriter continue_command(std::int64_t conversation, std::string_view payload, std::string_view database) {
    BsonWriter command;
    command.int32("saslContinue", 1)
        .int32("conversationId", static_cast<std::int32_t>(conversation))
        .bytes("payload", payload)
        .text("$db", database);
    return command;
}

Mechanism choose(const Credential& credential, const BsonReader& hello) {
    if (credential.mechanism) {
        return *credential.mechanism;
    }
    const auto known = hello.texts("saslSupportedMechs");
    const bool has_256 = std::ranges::find(known, name_of(Mechanism::scram_sha_256)) != known.end();
    return has_256 ? Mechanism::scram_sha_256 : Mechanism::scram_sha_1;
}

void require_success(const BsonReader& reply, const Credential& credential) {
    const auto failure = failure_of(reply);
    if (!failure) {
        return;
    }
    if (failure->server == ServerState::unchanged || failure->server == ServerState::not_allowed) {
        throw AuthenticationError(
            fmt::format("the server does not let the user \"{}\" of \"{}\" in (code {}): check the name, the password "
                        "and authSource",
                        credential.user, credential.source, failure->code));
    }
    throw NetworkError("the server cannot sign anybody in now");
}

std::string_view payload_of(const BsonReader& reply) {
    const auto payload = reply.bytes("payload");
    if (!payload) {
        throw AuthenticationError("the server's message has no payload");
    }
    return *payload;
}

}  // namespace

BsonWriter Handshake::hello() const {
    BsonWriter driver;
    driver.text("name", driver_name).text("version", driver_version);
    BsonWriter system;
    system.text("type", "Linux");
    BsonWriter client;
    if (!target_.settings.application_name.empty()) {
        BsonWriter application;
        application.text("name", target_.settings.application_name);
        client.document("application", application);
    }
    client.document("driver", driver).document("os", system);
    BsonWriter command;
    command.int32("isMaster", 1).boolean("helloOk", true).text("backpressure", "2").document("client", client);
    return command;
}

base::Task<ServerDescription> Handshake::greet(Connection& connection, Deadline deadline) {
    BsonWriter command = hello();
    command.text("$db", "admin");
    const std::string reply = co_await connection.exchange(command.view(), nullptr, deadline);
    co_return read_hello(connection.host(), BsonReader::over(reply));
}

base::Task<ServerDescription> Handshake::ask_again(Connection& connection, Deadline deadline) {
    BsonWriter command;
    command.int32(connection.server.hello_ok ? "hello" : "isMaster", 1).text("$db", "admin");
    const std::string reply = co_await connection.exchange(command.view(), nullptr, deadline);
    co_return read_hello(connection.host(), BsonReader::over(reply));
}

base::Task<void> Handshake::sign_in(Connection& connection, Deadline deadline) {
    if (!target_.credential) {
        connection.server = co_await greet(connection, deadline);
        co_return;
    }
    const Credential& credential = *target_.credential;
    BsonWriter command = hello();
    if (!credential.mechanism) {
        command.text("saslSupportedMechs", credential.source + "." + credential.user);
    }
    // Sent along, so that signing in is a round trip shorter where the server takes it up.
    ScramConversation speculative = begin(credential, credential.mechanism.value_or(Mechanism::scram_sha_256));
    BsonWriter start = start_command(speculative);
    start.text("db", credential.source);
    command.document("speculativeAuthenticate", start).text("$db", "admin");
    const std::string reply = co_await connection.exchange(command.view(), nullptr, deadline);
    const BsonReader document = BsonReader::over(reply);
    connection.server = read_hello(connection.host(), document);
    co_await authenticate(connection, document, std::move(speculative), deadline);
}

base::Task<void> Handshake::authenticate(Connection& connection, const BsonReader& hello, ScramConversation speculative,
                                         Deadline deadline) {
    if (connection.server.type == ServerType::arbiter) {
        co_return;  // knows no users, and takes no writes
    }
    const Credential& credential = *target_.credential;
    const Mechanism mechanism = choose(credential, hello);
    const auto begun = hello.document("speculativeAuthenticate");
    if (begun && mechanism == speculative.mechanism()) {
        BsonWriter as_reply;
        as_reply.int32("ok", 1)
            .int32("conversationId", static_cast<std::int32_t>(begun->integer("conversationId").value_or(0)))
            .boolean("done", begun->truth("done").value_or(false))
            .bytes("payload", payload_of(*begun));
        co_await finish(connection, speculative, std::string(as_reply.view()), deadline);
        co_return;
    }
    ScramConversation conversation = begin(credential, mechanism);
    BsonWriter start = start_command(conversation);
    start.text("$db", credential.source);
    std::string reply = co_await connection.exchange(start.view(), nullptr, deadline);
    co_await finish(connection, conversation, std::move(reply), deadline);
}

base::Task<void> Handshake::finish(Connection& connection, ScramConversation& conversation, std::string reply,
                                   Deadline deadline) {
    const Credential& credential = *target_.credential;
    const auto first = BsonReader::over(reply);
    require_success(first, credential);
    const std::int64_t id = first.integer("conversationId").value_or(0);
    if (first.truth("done").value_or(false)) {
        throw AuthenticationError("the server ends the exchange before it has proved anything");
    }
    ScramChallenge challenge = conversation.read_challenge(payload_of(first));
    const ScramKeys known = co_await keys(conversation.mechanism(), std::move(challenge));
    BsonWriter answer = continue_command(id, conversation.answer(known), credential.source);
    reply = co_await connection.exchange(answer.view(), nullptr, deadline);
    require_success(BsonReader::over(reply), credential);
    conversation.verify(payload_of(BsonReader::over(reply)));
    for (int i = 0; !BsonReader::over(reply).truth("done").value_or(false); ++i) {
        if (i == most_empty_messages) {
            throw AuthenticationError("the server does not end the exchange");
        }
        BsonWriter empty = continue_command(id, {}, credential.source);
        reply = co_await connection.exchange(empty.view(), nullptr, deadline);
        require_success(BsonReader::over(reply), credential);
    }
}

base::Task<ScramKeys> Handshake::keys(Mechanism mechanism, ScramChallenge challenge) {
    const Credential& credential = *target_.credential;
    if (const ScramKeys* known = cache_.find(mechanism, credential.password, challenge)) {
        co_return *known;
    }
    auto derive = [mechanism, user = credential.user, password = credential.password, challenge] {
        return derive_keys(mechanism, user, password, challenge);
    };
    std::optional<ScramKeys> derived;
    try {
        derived = co_await io::OffloadedCall(offload_, std::move(derive));
    } catch (const io::OffloadFull& full) {
        throw NetworkError(full.what());
    }
    cache_.keep(mechanism, credential.password, challenge, *derived);
    co_return std::move(*derived);
}

}  // namespace gracy::mongodb
