#include "mongodb/topology.hpp"

#include "test.hpp"

#include <fmt/format.h>

using namespace gracy::mongodb;

namespace {

Host host(std::string_view name) {
    return *parse_host(name);
}

Topology of(std::string_view text) {
    return Topology::of(ConnectionString::parse(text));
}

ServerDescription server(std::string_view name, ServerType type) {
    ServerDescription description;
    description.host = host(name);
    description.type = type;
    description.max_wire_version = 21;
    return description;
}

ServerDescription member(std::string_view name, ServerType type, std::initializer_list<const char*> members,
                         std::string set = "rs") {
    ServerDescription description = server(name, type);
    description.set_name = std::move(set);
    for (const char* other : members) {
        description.members.push_back(host(other));
    }
    return description;
}

ServerDescription elected(std::string_view name, std::string election, std::int64_t version) {
    ServerDescription description = member(name, ServerType::primary, {"a", "b"});
    description.election_id = std::move(election);
    description.set_version = version;
    return description;
}

/// "kind: host=type ...", types by their first letters.
std::string show(const Topology& topology) {
    constexpr std::string_view kinds[] = {"single", "unknown", "no primary", "primary", "sharded"};
    constexpr std::string_view types[] = {"?", "alone", "mongos", "P", "S", "A", "O", "ghost"};
    std::string text(kinds[static_cast<std::size_t>(topology.type)]);
    text += ":";
    for (const auto& [address, description] : topology.servers) {
        text += fmt::format(" {}={}", address.name, types[static_cast<std::size_t>(description.type)]);
    }
    return text;
}

std::string writable(const Topology& topology) {
    std::string text;
    for (const Host& address : topology.writable()) {
        text += address.name;
    }
    return text;
}

}  // namespace

TEST(one_host_is_spoken_to_directly_unless_it_names_a_set) {
    EXPECT_EQ(show(of("mongodb://a")), "single: a=?");
    EXPECT_EQ(show(of("mongodb://a/?replicaSet=rs")), "no primary: a=?");
    EXPECT_EQ(show(of("mongodb://a/?replicaSet=rs&directConnection=true")), "single: a=?");
    EXPECT_EQ(show(of("mongodb://a/?directConnection=false")), "unknown: a=?");
    EXPECT_EQ(show(of("mongodb://a,b")), "unknown: a=? b=?");
}

TEST(a_single_server_takes_writes_unless_it_is_a_secondary) {
    EXPECT_EQ(writable(of("mongodb://a")), "");
    for (const auto& [type, expected] : {std::pair{ServerType::standalone, "a"},
                                         {ServerType::mongos, "a"},
                                         {ServerType::primary, "a"},
                                         {ServerType::secondary, ""},
                                         {ServerType::arbiter, ""},
                                         {ServerType::other, ""},
                                         {ServerType::ghost, ""}}) {
        const Topology topology = after(of("mongodb://a"), server("a", type));
        EXPECT_EQ(writable(topology), expected);
        EXPECT(topology.type == TopologyType::single);
    }
}

TEST(a_single_server_of_another_set_is_not_used) {
    const Topology topology =
        after(of("mongodb://a/?replicaSet=rs&directConnection=true"), member("a", ServerType::primary, {"a"}, "other"));
    EXPECT_EQ(show(topology), "single: a=?");
    EXPECT(topology.trouble().find("belongs to the replica set \"other\"") != std::string::npos);
}

TEST(a_standalone_server_among_several_is_left_out) {
    EXPECT_EQ(show(after(of("mongodb://a,b"), server("a", ServerType::standalone))), "unknown: b=?");
    EXPECT_EQ(show(after(of("mongodb://a/?directConnection=false"), server("a", ServerType::standalone))),
              "single: a=alone");
}

TEST(routers_make_a_sharded_cluster_and_each_takes_writes) {
    Topology topology = after(of("mongodb://a,b,c"), server("a", ServerType::mongos));
    topology = after(std::move(topology), server("b", ServerType::mongos));
    topology = after(std::move(topology), member("c", ServerType::primary, {"c"}));
    EXPECT_EQ(show(topology), "sharded: a=mongos b=mongos");
    EXPECT_EQ(writable(topology), "ab");
}

TEST(members_are_found_through_one_of_them) {
    Topology topology = after(of("mongodb://a/?replicaSet=rs"), member("a", ServerType::secondary, {"a", "b", "c"}));
    EXPECT_EQ(show(topology), "no primary: a=S b=? c=?");
    EXPECT_EQ(writable(topology), "");
    topology = after(std::move(topology), member("b", ServerType::primary, {"a", "b", "d"}));
    EXPECT_EQ(show(topology), "primary: a=S b=P d=?");
    EXPECT_EQ(writable(topology), "b");
}

TEST(a_new_primary_replaces_the_old_one) {
    Topology topology = after(of("mongodb://a,b/?replicaSet=rs"), member("a", ServerType::primary, {"a", "b"}));
    topology = after(std::move(topology), member("b", ServerType::primary, {"a", "b"}));
    EXPECT_EQ(show(topology), "primary: a=? b=P");
    topology = after(std::move(topology), member("b", ServerType::secondary, {"a", "b"}));
    EXPECT_EQ(show(topology), "no primary: a=? b=S");
}

TEST(a_primary_that_is_lost_leaves_a_set_without_one) {
    Topology topology = after(of("mongodb://a,b/?replicaSet=rs"), member("a", ServerType::primary, {"a", "b"}));
    topology = after(std::move(topology), ServerDescription::unknown(host("a"), "connection refused"));
    EXPECT_EQ(show(topology), "no primary: a=? b=?");
    EXPECT_EQ(topology.trouble(), "a:27017: connection refused; b:27017: was not asked yet");
}

TEST(a_primary_of_an_earlier_election_is_not_believed) {
    Topology topology = after(of("mongodb://a,b/?replicaSet=rs"), elected("a", "000000000002", 1));
    topology = after(std::move(topology), elected("b", "000000000001", 1));
    EXPECT_EQ(show(topology), "primary: a=P b=?");
    // The election counts before the set's version.
    topology = after(std::move(topology), elected("b", "000000000001", 9));
    EXPECT_EQ(show(topology), "primary: a=P b=?");
    topology = after(std::move(topology), elected("b", "000000000003", 1));
    EXPECT_EQ(show(topology), "primary: a=? b=P");
    // One that says nothing of its election is older than any that did.
    topology = after(std::move(topology), member("a", ServerType::primary, {"a", "b"}));
    EXPECT_EQ(show(topology), "primary: a=? b=P");
}

TEST(before_mongodb_6_the_sets_version_counts_first) {
    auto old = [](std::string_view name, std::string election, std::int64_t version) {
        ServerDescription description = elected(name, std::move(election), version);
        description.max_wire_version = 13;
        return description;
    };
    Topology topology = after(of("mongodb://a,b/?replicaSet=rs"), old("a", "000000000002", 2));
    topology = after(std::move(topology), old("b", "000000000003", 1));
    EXPECT_EQ(show(topology), "primary: a=P b=?");
    topology = after(std::move(topology), old("b", "000000000001", 3));
    EXPECT_EQ(show(topology), "primary: a=? b=P");
}

TEST(who_belongs_to_another_set_or_to_none_is_left_out) {
    EXPECT_EQ(show(after(of("mongodb://a,b/?replicaSet=rs"), member("a", ServerType::primary, {"a"}, "other"))),
              "no primary: b=?");
    EXPECT_EQ(show(after(of("mongodb://a,b/?replicaSet=rs"), server("a", ServerType::standalone))), "no primary: b=?");
    EXPECT_EQ(show(after(of("mongodb://a,b/?replicaSet=rs"), server("a", ServerType::mongos))), "no primary: b=?");
    EXPECT_EQ(show(after(of("mongodb://a,b/?replicaSet=rs"), server("a", ServerType::ghost))),
              "no primary: a=ghost b=?");
}

TEST(a_member_that_the_set_knows_by_another_name_is_found_under_that) {
    ServerDescription secondary = member("a", ServerType::secondary, {"db1", "db2"});
    secondary.me = host("db1");
    EXPECT_EQ(show(after(of("mongodb://a/?replicaSet=rs"), secondary)), "no primary: db1=? db2=?");
}

TEST(news_of_strangers_and_old_news_change_nothing) {
    Topology topology = after(of("mongodb://a,b/?replicaSet=rs"), member("a", ServerType::primary, {"a", "b"}));
    EXPECT_EQ(show(after(topology, member("x", ServerType::primary, {"x"}))), "primary: a=P b=?");
    ServerDescription now = member("a", ServerType::primary, {"a", "b"});
    now.topology_version = TopologyVersion{.process = "process-0001", .counter = 5};
    topology = after(std::move(topology), now);
    ServerDescription earlier = ServerDescription::unknown(host("a"), "", TopologyVersion{"process-0001", 4});
    EXPECT_EQ(show(after(topology, earlier)), "primary: a=P b=?");
    earlier.topology_version = TopologyVersion{"process-0002", 1};
    EXPECT_EQ(show(after(topology, earlier)), "no primary: a=? b=?");
}

TEST(a_server_that_is_too_old_or_too_new_takes_no_writes) {
    ServerDescription old = server("a", ServerType::standalone);
    old.max_wire_version = 8;
    EXPECT_EQ(writable(after(of("mongodb://a"), old)), "");
    EXPECT(after(of("mongodb://a"), old).trouble().find("requires at least 9") != std::string::npos);
    ServerDescription future = server("a", ServerType::standalone);
    future.min_wire_version = 100;
    future.max_wire_version = 200;
    EXPECT_EQ(writable(after(of("mongodb://a"), future)), "");
    future.min_wire_version = 9;
    EXPECT_EQ(writable(after(of("mongodb://a"), future)), "a");
}

TEST(a_reply_to_hello_is_read_with_defaults_for_what_is_absent) {
    BsonWriter reply;
    reply.int32("ok", 1).boolean("ismaster", true).int32("maxWireVersion", 21);
    const auto alone = read_hello(host("a"), BsonReader::over(reply.view()));
    EXPECT(alone.type == ServerType::standalone);
    EXPECT_EQ(alone.max_document, std::size_t{16'777'216});
    EXPECT_EQ(alone.max_message, std::size_t{48'000'000});
    EXPECT_EQ(alone.max_batch, std::size_t{100'000});
    EXPECT(!alone.hello_ok);
    EXPECT(!alone.topology_version);
    BsonWriter router;
    router.int32("ok", 1).text("msg", "isdbgrid").int32("maxWriteBatchSize", 10);
    EXPECT(read_hello(host("a"), BsonReader::over(router.view())).type == ServerType::mongos);
    EXPECT_EQ(read_hello(host("a"), BsonReader::over(router.view())).max_batch, std::size_t{10});
    BsonWriter refused;
    refused.int32("ok", 0).text("errmsg", "no");
    EXPECT(read_hello(host("a"), BsonReader::over(refused.view())).type == ServerType::unknown);
}

TEST(a_member_is_what_its_hello_says) {
    const auto type_of = [](std::initializer_list<const char*> flags) {
        BsonWriter reply;
        reply.int32("ok", 1).text("setName", "rs");
        for (const char* flag : flags) {
            reply.boolean(flag, true);
        }
        return read_hello(host("a"), BsonReader::over(reply.view())).type;
    };
    EXPECT(type_of({"isWritablePrimary"}) == ServerType::primary);
    EXPECT(type_of({"ismaster"}) == ServerType::primary);
    EXPECT(type_of({"secondary"}) == ServerType::secondary);
    EXPECT(type_of({"secondary", "hidden"}) == ServerType::other);
    EXPECT(type_of({"arbiterOnly"}) == ServerType::arbiter);
    EXPECT(type_of({}) == ServerType::other);
    EXPECT(type_of({"isreplicaset"}) == ServerType::ghost);
}
