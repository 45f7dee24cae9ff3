// Slack's signing keys and an ID token, in two lines; or claims alone: whatever they are, nobody is somebody whom a
// good signature and all claims do not name.
#include "base/json.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/signing_in/id_token.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

namespace {

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void expect_identity(const std::expected<slack::SlackIdentity, slack::TokenDefect>& who) {
    if (who) {
        expect(slack::is_identifier(who->team_id) && slack::is_identifier(who->user_id));
        expect(!who->enterprise_id || slack::is_identifier(*who->enterprise_id));
    } else {
        expect(slack::name_of(who.error()).starts_with("token_"));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const slack::ExpectedToken expected{.client_id = "1234567890.9876543210",
                                        .nonce_hash = base::sha256(base::bytes_of("the nonce")),
                                        .now = base::Timestamp(std::chrono::seconds(1'800'000'000))};
    const std::size_t line = text.find('\n');
    if (line != std::string_view::npos) {
        if (const auto keys = slack::read_signing_keys(text.substr(0, line))) {
            expect(!keys->empty() && keys->size() <= 32);
            expect_identity(slack::verify_id_token(text.substr(line + 1), *keys, expected));
        }
        return 0;
    }
    try {
        const base::Json claims = base::Json::parse(text);
        expect_identity(slack::check_claims(claims.view(), expected));
    } catch (const base::JsonError&) {
        return 0;
    }
    return 0;
}
