#include "mongodb/connection_string.hpp"

#include "test.hpp"

#include <string>

using namespace gracy::mongodb;
using namespace std::chrono_literals;

namespace {

std::string hosts_of(std::string_view text) {
    return ConnectionString::parse(text).description();
}

std::string refusal_of(std::string_view text) {
    try {
        static_cast<void>(ConnectionString::parse(text));
    } catch (const ConnectionStringError& error) {
        return error.what();
    }
    return "accepted";
}

struct Case {
    std::string_view text;
    std::string_view expected;
};

}  // namespace

TEST(hosts_are_read_with_their_ports) {
    constexpr Case cases[] = {
        {"mongodb://localhost", "localhost:27017"},
        {"mongodb://localhost/", "localhost:27017"},
        {"mongodb://localhost?tls=true", "localhost:27017"},
        {"mongodb://localhost:1/", "localhost:1"},
        {"mongodb://DB1.Example.com:65535", "db1.example.com:65535"},
        {"mongodb://127.0.0.1:27018", "127.0.0.1:27018"},
        {"mongodb://[::1]", "[::1]:27017"},
        {"mongodb://[2001:DB8::1]:27020/gracy", "[2001:db8::1]:27020"},
        {"mongodb://a,b:2,[::1]:3/?replicaSet=rs0", "a:27017,b:2,[::1]:3"},
        {"mongodb://u:p@a.example.com,b.example.com/", "a.example.com:27017,b.example.com:27017"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(hosts_of(c.text), c.expected);
    }
}

TEST(what_is_no_host_is_refused) {
    for (const std::string_view text :
         {"mongodb://", "mongodb:///db", "mongodb://,a", "mongodb://a,", "mongodb://a,,b",
          "mongodb://a:", "mongodb://a:0", "mongodb://a:65536", "mongodb://a:-1", "mongodb://a:1x", "mongodb://a:1:2",
          "mongodb://::1", "mongodb://[::1", "mongodb://[::g]", "mongodb://[::1]x", "mongodb://a b", "mongodb://a%20b",
          "mongodb://u@"}) {
        EXPECT(refusal_of(text).find("is no host") != std::string::npos);
    }
}

TEST(a_user_is_read_with_what_stands_for_other_letters) {
    const auto target = ConnectionString::parse("mongodb://gr%40cy:p%3Aa%2fss%25@h/gracy");
    EXPECT_EQ(target.credential->user, "gr@cy");
    EXPECT_EQ(target.credential->password, "p:a/ss%");
    EXPECT_EQ(target.credential->source, "gracy");
    EXPECT_EQ(target.database, "gracy");
    EXPECT(!target.credential->mechanism);
}

TEST(the_database_that_knows_the_user_has_an_order_of_places) {
    EXPECT_EQ(ConnectionString::parse("mongodb://u@h").credential->source, "admin");
    EXPECT_EQ(ConnectionString::parse("mongodb://u@h/db").credential->source, "db");
    EXPECT_EQ(ConnectionString::parse("mongodb://u@h/db?authSource=users").credential->source, "users");
    EXPECT(!ConnectionString::parse("mongodb://h/db").credential);
}

TEST(a_user_that_is_in_doubt_is_refused_without_being_shown) {
    for (const std::string_view text :
         {"mongodb://u:s3cret:x@h", "mongodb://u:s3@cret@h", "mongodb://u@s3cret@h", "mongodb://:s3cret@h",
          "mongodb://u:s3cret%zz@h", "mongodb://u:s3cret%4@h", "mongodb://u:s3cret%ff@h", "mongodb://u:s3cret%00@h"}) {
        const std::string refusal = refusal_of(text);
        EXPECT(refusal != "accepted");
        EXPECT(refusal.find("s3") == std::string::npos);
    }
}

TEST(a_database_has_a_name_that_mongodb_takes) {
    for (const std::string_view text : {"mongodb://h/a%20b", "mongodb://h/a.b", "mongodb://h/a$b", "mongodb://h/a%2Fb",
                                        "mongodb://h/a%5Cb", "mongodb://h/a%22b"}) {
        EXPECT(refusal_of(text).find("is no name of a database") != std::string::npos);
    }
}

TEST(options_have_their_effect_whatever_the_case_of_their_names) {
    const auto target = ConnectionString::parse(
        "mongodb://u@h/?REPLICASET=rs%30&TLS=true&tlsCAFile=/etc/ca.pem&tlsAllowInvalidHostnames=true&"
        "connectTimeoutMS=700&socketTimeoutMS=800&serverSelectionTimeoutMS=900&wtimeoutMS=600&heartbeatFrequencyMS="
        "5000&"
        "maxPoolSize=7&maxConnecting=3&maxIdleTimeMS=1000&appname=Gracy&authMechanism=SCRAM-SHA-1&w=majority&journal="
        "true");
    EXPECT_EQ(target.replica_set, "rs0");
    EXPECT(target.tls.enabled);
    EXPECT_EQ(target.tls.ca_file, "/etc/ca.pem");
    EXPECT(target.tls.allow_invalid_hostnames);
    EXPECT(!target.tls.allow_invalid_certificates);
    EXPECT(target.settings.connect_timeout == 700ms);
    EXPECT(target.settings.socket_timeout == 800ms);
    EXPECT(target.settings.server_selection_timeout == 900ms);
    EXPECT(target.settings.write_timeout == 600ms);
    EXPECT(target.settings.heartbeat == 5000ms);
    EXPECT_EQ(target.settings.max_pool_size, std::size_t{7});
    EXPECT_EQ(target.settings.max_connecting, std::size_t{3});
    EXPECT(target.settings.max_idle_time == 1000ms);
    EXPECT_EQ(target.settings.application_name, "Gracy");
    EXPECT(target.credential->mechanism == Mechanism::scram_sha_1);
    EXPECT(target.warnings.empty());
}

TEST(options_that_do_not_concern_inserts_do_nothing) {
    const auto target = ConnectionString::parse(
        "mongodb://h/?retryWrites=true&retryReads=false&readPreference=nearest&readPreferenceTags=dc:a&"
        "readPreferenceTags=&maxStalenessSeconds=90&readConcernLevel=local&compressors=zstd,snappy&"
        "zlibCompressionLevel=9&"
        "uuidRepresentation=standard&serverMonitoringMode=poll&loadBalanced=false&");
    EXPECT(target.warnings.empty());
}

TEST(an_option_that_nobody_knows_is_a_warning) {
    const auto target = ConnectionString::parse("mongodb://h/?foo=1&retryWritez=true");
    EXPECT_EQ(target.warnings.size(), std::size_t{2});
    EXPECT_EQ(target.warnings.front(), "foo: there is no such option, it is ignored");
}

TEST(what_is_not_supported_is_refused_by_name) {
    constexpr Case cases[] = {
        {"mongodb+srv://cluster.example.com/", "mongodb+srv:// is not supported"},
        {"postgres://h/", "does not begin with mongodb://"},
        {"mongodb://%2Ftmp%2Fmongodb.sock", "socket's path"},
        {"mongodb://h/?loadBalanced=true", "loadBalanced=true is not supported"},
        {"mongodb://h/?w=0", "w=0 is not supported"},
        {"mongodb://h/?w=1", "w=1 is not supported"},
        {"mongodb://h/?journal=false", "journal=false is not supported"},
        {"mongodb://h/?proxyHost=p", "proxyHost is not supported"},
        {"mongodb://h/?srvMaxHosts=1", "srvMaxHosts is not supported"},
        {"mongodb://h/?srvServiceName=x", "srvServiceName is not supported"},
        {"mongodb://h/?timeoutMS=1", "timeoutMS is not supported"},
        {"mongodb://u@h/?authMechanism=GSSAPI", "authMechanism=GSSAPI is not supported"},
        {"mongodb://u@h/?authMechanism=PLAIN", "authMechanism=PLAIN is not supported"},
        {"mongodb://u@h/?authMechanism=MONGODB-AWS", "authMechanism=MONGODB-AWS is not supported"},
        {"mongodb://u@h/?authMechanism=MONGODB-OIDC", "authMechanism=MONGODB-OIDC is not supported"},
        {"mongodb://u@h/?authMechanism=MONGODB-X509", "authMechanism=MONGODB-X509 is not supported"},
        {"mongodb://u@h/?authMechanism=", "authMechanism= is not supported"},
        {"mongodb://h/?authMechanism=SCRAM-SHA-256", "belongs to a user"},
        {"mongodb://u@h/?tlsCertificateKeyFilePassword=x", "tlsCertificateKeyFilePassword is not supported"},
    };
    for (const Case& c : cases) {
        EXPECT(refusal_of(c.text).find(c.expected) != std::string::npos);
    }
}

TEST(options_that_contradict_each_other_or_say_nothing_are_refused) {
    for (const std::string_view text : {"mongodb://h/?tls=true&ssl=false",
                                        "mongodb://h/?ssl=true&tls=false",
                                        "mongodb://h/?tls=true&tlsInsecure=true&tlsAllowInvalidCertificates=true",
                                        "mongodb://h/?tls=true&tlsAllowInvalidHostnames=false&tlsInsecure=false",
                                        "mongodb://h/?tlsInsecure=true",
                                        "mongodb://h/?tlsCAFile=x",
                                        "mongodb://a,b/?directConnection=true",
                                        "mongodb://u@h/?authSource=",
                                        "mongodb://h/?replicaSet=",
                                        "mongodb://h/?replicaSet",
                                        "mongodb://h/?=x",
                                        "mongodb://h/?replicaSet=%",
                                        "mongodb://h/?replicaSet=a&replicaset=a",
                                        "mongodb://h/?tls=yes",
                                        "mongodb://h/?tls=",
                                        "mongodb://h/?maxPoolSize=0",
                                        "mongodb://h/?maxPoolSize=1000",
                                        "mongodb://h/?connectTimeoutMS=-1",
                                        "mongodb://h/?connectTimeoutMS=1s",
                                        "mongodb://h/?heartbeatFrequencyMS=499",
                                        "mongodb://h/?socketTimeoutMS=99999999999999999999"}) {
        EXPECT(refusal_of(text) != "accepted");
    }
    EXPECT_EQ(refusal_of("mongodb://h/?tls=true&ssl=true"), "accepted");
    EXPECT_EQ(refusal_of("mongodb://h/?directConnection=true"), "accepted");
    EXPECT_EQ(refusal_of("mongodb://a,b/?directConnection=false"), "accepted");
}

TEST(a_password_outside_ascii_is_for_sha_1_only) {
    Credential credential{.user = "u", .password = "비밀", .source = "admin", .mechanism = {}};
    EXPECT(credential.trouble_with_password().value_or("").find("SASLprep") != std::string::npos);
    credential.mechanism = Mechanism::scram_sha_1;
    EXPECT(!credential.trouble_with_password());
    credential.password.clear();
    EXPECT_EQ(credential.trouble_with_password().value_or(""), "is empty");
    credential.password = "pencil ~";
    credential.mechanism = Mechanism::scram_sha_256;
    EXPECT(!credential.trouble_with_password());
}
