// Signing in, and TLS.
#include "fixture.hpp"

using namespace gracy;
using namespace gracy::test;

namespace {

constexpr const char* users = R"("users":{"gracy":"pencil"})";

std::string as(const std::string& who, int port, const std::string& more = "") {
    return fmt::format("{}@127.0.0.1:{}/gracy{}", who, port, more);
}

std::string with(const std::string& more) {
    return std::string(users) + "," + more;
}

}  // namespace

TEST(a_user_signs_in_with_what_the_server_prefers) {
    for (const auto& [traits, starts] : {std::pair{std::string(users), 0},
                                         {with(R"("speculative":false)"), 1},
                                         {with(R"("mechanisms":["SCRAM-SHA-1"])"), 1},
                                         {with(R"("mechanisms":["SCRAM-SHA-256"])"), 0},
                                         {with(R"("skip_empty":false)"), 0},
                                         {with(R"("mechanisms":["SCRAM-SHA-256","PLAIN","GSSAPI"])"), 0}}) {
        Servers servers;
        Fixture fixture(as("gracy:pencil", servers.start("a", traits)));
        EXPECT_EQ(fixture.store("Ev1"), "stored");
        EXPECT_EQ(servers.commands("saslStart"), starts);
        servers.check();
    }
}

TEST(a_mechanism_that_was_asked_for_is_used) {
    Servers servers;
    Fixture fixture(as("gracy:pencil", servers.start("a", users), "?authMechanism=SCRAM-SHA-1"));
    EXPECT_EQ(fixture.store("Ev1"), "stored");
    servers.check();
}

TEST(a_wrong_password_is_said_and_not_tried_again_and_again) {
    Servers servers;
    Fixture fixture(as("gracy:wrong", servers.start("a", users)));
    fixture.wait_until_writable();
    const std::string outcome = fixture.store("Ev1");
    EXPECT(outcome.starts_with("unavailable: the server does not let the user \"gracy\" of \"gracy\" in (code 18)"));
    EXPECT(outcome.find("wrong") == std::string::npos);
    for (const std::string& id : ids("Ev", 20)) {
        EXPECT(fixture.store(id).starts_with("unavailable: "));
    }
    EXPECT(servers.commands("saslContinue") <= 3);
    EXPECT(fixture.statistics.authentication_failures.load() >= 1);
    EXPECT_EQ(servers.stored(), std::size_t{0});
    servers.check();
}

TEST(a_server_that_does_not_keep_to_scram_is_not_trusted_with_anything) {
    for (const char* wrong :
         {"nonce", "iterations", "many_iterations", "salt", "signature", "error", "done_early", "never_done"}) {
        for (const char* speculative : {"true", "false"}) {
            Servers servers;
            Fixture fixture(as(
                "gracy:pencil",
                servers.start("a", with(fmt::format(R"("scram_wrong":"{}","speculative":{})", wrong, speculative)))));
            EXPECT(fixture.store("Ev1").starts_with("unavailable: "));
            EXPECT_EQ(servers.commands("insert"), 0);
            servers.check();
        }
    }
}

TEST(keys_are_derived_once_for_many_connections) {
    Servers servers;
    const int port = servers.start("a", users);
    Fixture fixture(as("gracy:pencil", port));
    EXPECT_EQ(fixture.store("Ev0"), "stored");
    for (int i = 1; i < 5; ++i) {
        servers.tell("cut", "a");
        EXPECT_EQ(fixture.store("Ev" + std::to_string(i)), "stored");
    }
    EXPECT(fixture.statistics.connects.load() >= 5);
    servers.check();
}

TEST(a_server_is_verified_by_its_name_which_it_is_also_told) {
    Servers servers;
    const int port = servers.start("a", fmt::format(R"("certificate":"{}","key":"{}")", certificate("localhost.crt"),
                                                    certificate("localhost.key")));
    Fixture fixture(fmt::format("localhost:{}/?tls=true&tlsCAFile={}", port, certificate("authority.crt")));
    EXPECT_EQ(fixture.store("Ev1"), "stored");
    fixture.insert("large", 3'000'000);
    fixture.settle();
    EXPECT_EQ(fixture.pending.back().outcome(), "stored");
    EXPECT_EQ(servers.state()["names"][std::size_t{0}].string().value_or(""), "localhost");
    servers.check();
}

TEST(a_server_with_another_name_or_of_an_unknown_authority_is_not_spoken_to) {
    for (const auto& [name, authority] : {std::pair{"elsewhere", "authority"}, {"localhost", "stranger"}}) {
        Servers servers;
        const int port =
            servers.start("a", fmt::format(R"("certificate":"{}","key":"{}")", certificate(std::string(name) + ".crt"),
                                           certificate(std::string(name) + ".key")));
        Fixture fixture(
            fmt::format("localhost:{}/?tls=true&tlsCAFile={}", port, certificate(std::string(authority) + ".crt")));
        const std::string outcome = fixture.store("Ev1");
        EXPECT(outcome.find("certificate is not accepted") != std::string::npos);
        EXPECT_EQ(servers.commands("hello"), 0);
    }
}

TEST(a_wrong_name_may_be_allowed) {
    Servers servers;
    const int port = servers.start("a", fmt::format(R"("certificate":"{}","key":"{}")", certificate("elsewhere.crt"),
                                                    certificate("elsewhere.key")));
    Fixture fixture(fmt::format("localhost:{}/?tls=true&tlsCAFile={}&tlsAllowInvalidHostnames=true", port,
                                certificate("authority.crt")));
    EXPECT_EQ(fixture.store("Ev1"), "stored");
}

TEST(a_file_that_is_no_certificate_is_refused_before_anything_is_connected) {
    mongodb::TlsOptions options{.enabled = true, .ca_file = certificate("openssl.log"), .certificate_key_file = {}};
    EXPECT_THROW(mongodb::ConnectionStringError, mongodb::TlsContext(options));
    options = {.enabled = true, .ca_file = {}, .certificate_key_file = "/no/such/file"};
    EXPECT_THROW(mongodb::ConnectionStringError, mongodb::TlsContext(options));
}
