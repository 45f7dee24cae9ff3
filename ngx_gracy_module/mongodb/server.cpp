#include "mongodb/server.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::mongodb {
namespace {

constexpr std::size_t most_members = 50;

std::vector<Host> members_of(const BsonReader& reply) {
    std::vector<Host> members;
    for (const char* list : {"hosts", "passives", "arbiters"}) {
        for (const std::string& text : reply.texts(list)) {
            const auto host = parse_host(text);
            if (!host || members.size() >= most_members) {
                throw ProtocolError(fmt::format("the server's list of {} makes no sense", list));
            }
            if (std::ranges::find(members, *host) == members.end()) {
                members.push_back(*host);
            }
        }
    }
    return members;
}

ServerType type_of(const BsonReader& reply) {
    const auto says = [&](const char* key) { return reply.truth(key).value_or(false); };
    if (!says("ok")) {
        return ServerType::unknown;
    }
    if (says("isreplicaset")) {
        return ServerType::ghost;
    }
    if (reply.has("setName")) {
        return says("hidden")                                  ? ServerType::other
               : says("isWritablePrimary") || says("ismaster") ? ServerType::primary
               : says("secondary")                             ? ServerType::secondary
               : says("arbiterOnly")                           ? ServerType::arbiter
                                                               : ServerType::other;
    }
    return reply.text("msg") == "isdbgrid" ? ServerType::mongos : ServerType::standalone;
}

std::size_t limit(const BsonReader& reply, const char* key, std::size_t otherwise) {
    const auto value = reply.integer(key);
    return value && *value > 0 ? std::min(static_cast<std::size_t>(*value), otherwise) : otherwise;
}

}  // namespace

std::optional<TopologyVersion> TopologyVersion::read(const BsonReader& reply) {
    const auto version = reply.document("topologyVersion");
    if (!version) {
        return std::nullopt;
    }
    const auto process = version->object_id("processId");
    const auto counter = version->integer("counter");
    return process && counter ? std::optional(TopologyVersion{std::string(*process), *counter}) : std::nullopt;
}

bool is_news(const std::optional<TopologyVersion>& news, const std::optional<TopologyVersion>& known) {
    return !news || !known || news->process != known->process || news->counter > known->counter;
}

ServerDescription ServerDescription::unknown(Host host, std::string trouble,
                                             std::optional<TopologyVersion> topology_version) {
    ServerDescription server;
    server.host = std::move(host);
    server.trouble = std::move(trouble);
    server.topology_version = std::move(topology_version);
    return server;
}

bool ServerDescription::takes_writes() const {
    return type == ServerType::standalone || type == ServerType::mongos || type == ServerType::primary;
}

ServerDescription read_hello(const Host& host, const BsonReader& reply) {
    ServerDescription server;
    server.host = host;
    server.type = type_of(reply);
    if (server.type == ServerType::unknown) {
        server.trouble = fmt::format("refuses hello: {}", reply.text("errmsg").value_or("no reason given"));
        return server;
    }
    server.set_name = reply.text("setName").value_or("");
    server.members = members_of(reply);
    if (const auto me = reply.text("me")) {
        server.me = parse_host(*me);
    }
    if (const auto election = reply.object_id("electionId")) {
        server.election_id = std::string(*election);
    }
    server.set_version = reply.integer("setVersion");
    server.topology_version = TopologyVersion::read(reply);
    server.min_wire_version = reply.integer("minWireVersion").value_or(0);
    server.max_wire_version = reply.integer("maxWireVersion").value_or(0);
    server.max_document = limit(reply, "maxBsonObjectSize", server.max_document);
    server.max_message = limit(reply, "maxMessageSizeBytes", server.max_message);
    server.max_batch = limit(reply, "maxWriteBatchSize", server.max_batch);
    server.hello_ok = reply.truth("helloOk").value_or(false);
    return server;
}

std::optional<std::string> incompatibility(const ServerDescription& server) {
    if (server.type == ServerType::unknown) {
        return std::nullopt;
    }
    if (server.max_wire_version < least_wire_version) {
        return fmt::format(
            "Server at {} reports wire version {}, but this version of Gracy requires at least {} (MongoDB 4.4)",
            server.host.text(), server.max_wire_version, least_wire_version);
    }
    if (server.min_wire_version > greatest_wire_version) {
        return fmt::format("Server at {} requires wire version {}, but this version of Gracy only supports up to {}",
                           server.host.text(), server.min_wire_version, greatest_wire_version);
    }
    return std::nullopt;
}

}  // namespace gracy::mongodb
