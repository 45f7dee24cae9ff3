#include "slack/coffee/coffee_form.hpp"

#include "http/numbers.hpp"
#include "http/timestamp.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/receiving/member_options.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr Text title{"Coffee settings", "커피 모임 설정"};
constexpr std::array<std::string_view, 3> statuses{"joined", "paused", "out"};
constexpr std::string_view status_action = "status";
constexpr std::string_view until_action = "until";
constexpr std::string_view status_prefix = "status_";
// Of a label, beside which something else stands.
constexpr std::size_t longest_name = 200;

std::vector<Option> status_options(Language language) {
    return {{.text = say(language, {"I take part", "참여하기"}), .value = "joined"},
            {.text = say(language, {"I pause", "잠시 쉬기"}), .value = "paused"},
            {.text = say(language, {"I don't take part", "참여하지 않기"}), .value = "out"}};
}

JsonView block_of(JsonView view, std::string_view block_id) {
    for (const JsonView block : view["blocks"].elements()) {
        if (block["block_id"].string() == block_id) {
            return block;
        }
    }
    return {};
}

}  // namespace

std::string coffee_status_block(std::int64_t program_id) {
    return std::string(status_prefix) + std::to_string(program_id);
}

std::string coffee_until_block(std::int64_t program_id) {
    return std::string(coffee_until_prefix) + std::to_string(program_id);
}

std::string coffee_form(const std::vector<CoffeeTaking>& taking, std::vector<Option> apart, Language language) {
    Blocks view;
    const std::vector<Option> options = status_options(language);
    for (const CoffeeTaking& one : taking) {
        const std::string status_block = coffee_status_block(one.program_id);
        const std::string until_block = coffee_until_block(one.program_id);
        const std::string name = shorten(one.program, longest_name);
        view.input({.block_id = status_block, .label = name}, Select{.action_id = status_action, .initial = one.status},
                   options);
        view.input({.block_id = until_block,
                    .label = Text{"If you pause: until", "쉰다면 언제까지"}.in(language),
                    .hint = Text{"No day: until you come back", "비워 두면 다시 참여할 때까지 쉬어요"}.in(language),
                    .optional = true},
                   DatePicker{.action_id = until_action, .initial = one.until});
    }
    view.input({.block_id = coffee_apart_block,
                .label = Text{"Don't bring me together with", "함께하고 싶지 않은 사람"}.in(language),
                .hint = Text{"Nobody else learns of it.", "다른 사람에게는 알리지 않아요."}.in(language),
                .optional = true},
               MemberSelect{.action_id = recipients_action,
                            .placeholder = Text{"Type a name", "이름이나 초성을 입력하세요"}.in(language),
                            .most = most_kept_apart,
                            .initial = std::move(apart)});
    return modal_view({.callback_id = coffee_form_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Save", "저장"}.in(language)},
                      std::move(view));
}

std::string coffee_form_saved(Language language) {
    Blocks view;
    view.section(Text{":white_check_mark: Saved.", ":white_check_mark: 저장했어요."}.in(language));
    return modal_view(
        {.callback_id = "coffee_saved", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

std::expected<CoffeeWish, std::string> read_coffee_form(JsonView view) {
    const JsonView values = view["state"]["values"];
    CoffeeWish wish;
    for (const JsonView block : view["blocks"].elements()) {
        const std::string_view name = block["block_id"].string().value_or("");
        if (!name.starts_with(status_prefix)) {
            continue;
        }
        const auto program = http::parse_id(name.substr(status_prefix.size()));
        const auto status = values[name][status_action]["selected_option"]["value"].string();
        if (!program || !status || std::ranges::find(statuses, *status) == statuses.end()) {
            return std::unexpected(std::string(name));
        }
        const std::string until_block = coffee_until_block(*program);
        const std::string_view until = values[until_block][until_action]["selected_date"].string().value_or("");
        if (!until.empty() && !http::parse_date(until)) {
            return std::unexpected(until_block);
        }
        // What was filled in before somebody pauses no more is still in the form.
        const std::string_view before = block_of(view, until_block)["element"]["initial_date"].string().value_or("");
        if (*status != "paused" && !until.empty() && until != before) {
            return std::unexpected(until_block);
        }
        wish.taking.push_back(
            {.program_id = *program, .status = *status, .until = *status == "paused" ? until : std::string_view()});
    }
    for (const JsonView option : values[coffee_apart_block][recipients_action]["selected_options"].elements()) {
        const auto id = http::parse_id(option["value"].string().value_or(""));
        if (!id || wish.apart.size() == most_kept_apart) {
            return std::unexpected(std::string(coffee_apart_block));
        }
        wish.apart.push_back(*id);
    }
    return wish;
}

}  // namespace gracy::slack
