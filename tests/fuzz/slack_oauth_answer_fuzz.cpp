// What oauth.v2.access answers: whatever it is, what is read of it can be kept.
#include "base/json.hpp"
#include "slack/installing/oauth_answer.hpp"
#include "slack/receiving/delivery.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

namespace {

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    base::Json json;
    try {
        json = base::Json::parse({reinterpret_cast<const char*>(data), size}, {.depth = 100, .allow_nul = true});
    } catch (const base::JsonError&) {
        return 0;
    }
    const auto answer = slack::read_oauth_answer(json.view());
    if (!answer) {
        return 0;
    }
    expect(answer->tokens.access_token.starts_with("xox"));
    expect(answer->tokens.refresh_token.empty() == !answer->tokens.expires_in);
    expect(answer->team_id ? slack::is_identifier(*answer->team_id) : answer->enterprise_id.has_value());
    expect(!answer->name.contains('\0'));
    for (const std::string& scope : answer->scopes) {
        expect(slack::is_identifier(scope));
    }
    return 0;
}
