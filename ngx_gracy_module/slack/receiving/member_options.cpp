#include "slack/receiving/member_options.hpp"

#include "base/text.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {
namespace {

// Enough to choose from; whoever is not among them is found by one letter more.
constexpr std::int32_t shown = 30;
constexpr std::size_t longest_query = 100;

std::string label(std::string_view name, std::optional<std::string_view> name_en, http::Language language) {
    if (!name_en || *name_en == name) {
        return std::string(name);
    }
    const bool korean = language == http::Language::korean;
    return std::string(korean ? name : *name_en).append(" (").append(korean ? *name_en : name).append(")");
}

}  // namespace

base::Task<http::Response> suggest_members(access::Call& call, const Interaction& interaction) {
    const std::string_view typed = interaction.json()["value"].string().value_or("");
    std::vector<Option> options;
    if (interaction.json()["action_id"].string() == recipients_action && typed.size() <= longest_query) {
        const std::string query = base::to_nfc(typed);
        const auto rows =
            co_await call.database().read(sql::slack::suggest_members, interaction.team_id,
                                          view_of(interaction.enterprise_id), interaction.user_id, query, shown);
        for (const auto row : rows) {
            std::string about(row.department_name.value_or(""));
            if (row.title) {
                about.append(about.empty() ? "" : " · ").append(*row.title);
            }
            options.push_back({.text = label(row.name, row.name_en, http::language_of(row.locale)),
                               .value = std::to_string(row.id),
                               .description = std::move(about)});
        }
    }
    co_return http::Response::json(options_answer(options));
}

}  // namespace gracy::slack
