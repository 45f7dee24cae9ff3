#include "base/server_url.hpp"
#include "test.hpp"

using gracy::base::is_public_url;
using gracy::base::is_server_url;

TEST(a_public_address_is_https_without_a_path_or_http_on_this_machine) {
    EXPECT(is_public_url("https://gracy.example.com"));
    EXPECT(is_public_url("https://gracy.example.com:8443"));
    EXPECT(is_public_url("https://[2001:db8::1]:8443"));
    EXPECT(is_public_url("http://127.0.0.1:8080"));
    EXPECT(is_public_url("http://[::1]:8080"));
    EXPECT(!is_public_url("https://gracy.example.com/"));
    EXPECT(!is_public_url("https://gracy.example.com/hr"));
    EXPECT(!is_public_url("http://gracy.example.com"));
    EXPECT(!is_public_url("http://localhost.example.com"));
    EXPECT(!is_public_url("https://"));
    EXPECT(!is_public_url("https://name@gracy.example.com"));
    EXPECT(!is_public_url("https://gracy.example.com?x"));
    EXPECT(!is_public_url("https://gracy .example.com"));
    EXPECT(!is_public_url("gracy.example.com"));
}

TEST(a_server_is_named_by_one_of_the_schemes) {
    EXPECT(is_server_url("smtps://relay.example.com:465", {"smtp://", "smtps://"}));
    EXPECT(!is_server_url("https://relay.example.com", {"smtp://", "smtps://"}));
}
