#include "slack/administration/allowance_form.hpp"

#include "http/numbers.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/say.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr std::array<std::string_view, 6> blocks{"points",           "period",       "shortest_message",
                                                 "pair_gifts_a_day", "pair_percent", "leaderboards"};
constexpr std::array<std::pair<std::string_view, Text>, 4> periods{{{"weekly", {"A week", "일주일"}},
                                                                    {"biweekly", {"Two weeks", "2주"}},
                                                                    {"monthly", {"A month", "한 달"}},
                                                                    {"quarterly", {"A quarter", "분기"}}}};
constexpr std::string_view shown = "shown";

struct Range {
    std::int64_t least;
    std::int64_t most;
};
constexpr Range points_range{0, 1'000'000};
constexpr Range message_range{1, 200};
constexpr Range gifts_range{1, 1000};
constexpr Range percent_range{1, 100};

std::optional<std::int64_t> number_of(JsonView values, AllowanceField field, Range range) {
    const auto number = http::parse_integer(values[block_of(field)][block_of(field)]["value"].string().value_or(""));
    return number && *number >= range.least && *number <= range.most ? number : std::nullopt;
}

bool is_empty(JsonView values, AllowanceField field) {
    return values[block_of(field)][block_of(field)]["value"].string().value_or("").empty();
}

void number_input(Blocks& view, AllowanceField field, Text label, Text hint, Range range,
                  std::optional<std::int32_t> initial, bool optional, Language language) {
    view.input(
        {.block_id = block_of(field), .label = label.in(language), .hint = hint.in(language), .optional = optional},
        NumberInput{.action_id = block_of(field), .least = range.least, .most = range.most, .initial = initial});
}

}  // namespace

std::string_view block_of(AllowanceField field) {
    return blocks[static_cast<std::size_t>(field)];
}

std::string allowance_modal(const Allowance& allowance, std::optional<base::Date> next_since, Language language) {
    Blocks view;
    if (next_since) {
        view.section(say(language,
                         {"This allowance comes on {}; until then the one before holds.",
                          "아래 점수와 기간은 {}부터 적용돼요. 그때까지는 지금 규칙을 따라요."},
                         day_in_words(*next_since, language)));
    }
    number_input(
        view, AllowanceField::points, {"Points for everybody", "한 사람이 보낼 수 있는 점수"},
        {"More points come at once; fewer come with the next period.", "늘리면 바로, 줄이면 다음 기간부터 적용돼요."},
        points_range, allowance.points, false, language);
    std::vector<Option> lengths;
    for (const auto& [name, text] : periods) {
        lengths.push_back({.text = std::string(text.in(language)), .value = std::string(name)});
    }
    view.input(
        {.block_id = block_of(AllowanceField::period),
         .label = Text{"Period", "점수를 새로 주는 기간"}.in(language),
         .hint = Text{"Another length comes with the next period.", "바꾸면 다음 기간부터 적용돼요."}.in(language)},
        Select{.action_id = block_of(AllowanceField::period), .initial = allowance.period}, lengths);
    number_input(view, AllowanceField::shortest_message, {"Minimum message length (characters)", "메시지 최소 글자 수"},
                 {}, message_range, allowance.shortest_message, false, language);
    number_input(
        view, AllowanceField::pair_gifts_a_day, {"Daily limit per recipient", "같은 사람에게 하루에 보낼 수 있는 횟수"},
        {"Empty: no limit", "비워 두면 제한이 없어요"}, gifts_range, allowance.pair_gifts_a_day, true, language);
    number_input(view, AllowanceField::pair_percent,
                 {"Largest share for one recipient (%)", "같은 사람에게 보낼 수 있는 점수 비율(%)"},
                 {"Empty: no limit", "비워 두면 제한이 없어요"}, percent_range, allowance.pair_percent, true, language);
    const std::array options{
        Option{.text = say(language, {"Show leaderboards", "리더보드 보여 주기"}), .value = std::string(shown)}};
    std::vector<std::string_view> ticked;
    if (allowance.leaderboards) {
        ticked.push_back(shown);
    }
    view.input({.block_id = block_of(AllowanceField::leaderboards),
                .label = Text{"Leaderboards", "리더보드"}.in(language),
                .optional = true},
               Checkboxes{.action_id = block_of(AllowanceField::leaderboards), .initial = std::move(ticked)}, options);
    const std::string about = std::to_string(allowance.version);
    return modal_view({.callback_id = allowance_callback,
                       .title = Text{"Allowance", "칭찬 규칙"}.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Save", "저장"}.in(language),
                       .private_metadata = about},
                      std::move(view));
}

std::expected<Allowance, AllowanceField> read_allowance(JsonView view) {
    const JsonView values = view["state"]["values"];
    const auto version = http::parse_integer(view["private_metadata"].string().value_or(""));
    const auto points = number_of(values, AllowanceField::points, points_range);
    if (!points || !version || *version < 1 || *version > 1'000'000'000) {
        return std::unexpected(AllowanceField::points);
    }
    Allowance allowance{.version = static_cast<std::int32_t>(*version), .points = static_cast<std::int32_t>(*points)};
    allowance.period =
        values[block_of(AllowanceField::period)][block_of(AllowanceField::period)]["selected_option"]["value"]
            .string()
            .value_or("");
    if (std::ranges::find(periods, allowance.period, [](const auto& period) { return period.first; }) ==
        periods.end()) {
        return std::unexpected(AllowanceField::period);
    }
    const auto shortest = number_of(values, AllowanceField::shortest_message, message_range);
    if (!shortest) {
        return std::unexpected(AllowanceField::shortest_message);
    }
    allowance.shortest_message = static_cast<std::int32_t>(*shortest);
    for (const auto& [field, range, limit] :
         {std::tuple{AllowanceField::pair_gifts_a_day, gifts_range, &allowance.pair_gifts_a_day},
          std::tuple{AllowanceField::pair_percent, percent_range, &allowance.pair_percent}}) {
        const auto number = number_of(values, field, range);
        if (!number && !is_empty(values, field)) {
            return std::unexpected(field);
        }
        *limit = number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt;
    }
    allowance.leaderboards =
        values[block_of(AllowanceField::leaderboards)][block_of(AllowanceField::leaderboards)]["selected_options"]
            .size() > 0;
    return allowance;
}

}  // namespace gracy::slack
