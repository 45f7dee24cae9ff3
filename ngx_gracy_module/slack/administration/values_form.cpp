#include "slack/administration/values_form.hpp"

#include "base/text.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/say.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr Text title{"Company values", "핵심 가치"};
constexpr std::array<std::string_view, 4> blocks{"name", "name_ko", "emoji", "active"};
constexpr std::string_view new_value = "new";
constexpr std::string_view in_use = "active";
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_emoji = 64;

/// One line, NFC, without blanks around and without what is not seen, which a tag would be written without; nothing
/// when nothing was written.
std::optional<std::string> line_of(JsonView values, ValueField field) {
    const std::string entered =
        base::without_invisible(values[block_of(field)][block_of(field)]["value"].string().value_or(""));
    const auto first = entered.find_first_not_of(" \t");
    if (first == entered.npos) {
        return std::nullopt;
    }
    return base::to_nfc(entered.substr(first, entered.find_last_not_of(" \t") - first + 1));
}

/// A name of signs alone would be a tag that nobody can write.
bool is_usable(const std::string& line, std::size_t longest) {
    return utf16_length(line) <= longest && line.find_first_of(std::string_view("\r\n\t\0", 4)) == std::string::npos &&
           line.find_first_not_of(" -_") != std::string::npos;
}

}  // namespace

std::string_view block_of(ValueField field) {
    return blocks[static_cast<std::size_t>(field)];
}

std::string values_modal(std::span<const Option> values, Language language) {
    std::vector<Option> options{{.text = say(language, {"A new value", "새 가치"}), .value = std::string(new_value)}};
    options.insert(options.end(), values.begin(),
                   values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), block_limit::options - 1)));
    Blocks view;
    view.input({.block_id = chosen_value_block, .label = Text{"Which one?", "어떤 가치를 바꿀까요?"}.in(language)},
               Select{.action_id = chosen_value_block}, options);
    return modal_view({.callback_id = values_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Next", "다음"}.in(language)},
                      std::move(view));
}

std::optional<std::int64_t> read_chosen_value(JsonView values) {
    const std::string_view chosen =
        values[chosen_value_block][chosen_value_block]["selected_option"]["value"].string().value_or("");
    return chosen == new_value ? std::optional<std::int64_t>(0) : http::parse_id(chosen);
}

std::string value_modal(const CompanyValue& value, Language language) {
    const bool is_new = value.id == 0;
    Blocks view;
    view.input({.block_id = block_of(ValueField::name), .label = Text{"Name in English", "영어 이름"}.in(language)},
               TextInput{.action_id = block_of(ValueField::name), .initial = value.name, .most = longest_name});
    view.input({.block_id = block_of(ValueField::name_ko),
                .label = Text{"Name in Korean", "한국어 이름"}.in(language),
                .hint = Text{"Left empty, the English name is shown to everybody.",
                             "비워 두면 모두에게 영어 이름을 보여 줘요."}
                            .in(language),
                .optional = true},
               TextInput{.action_id = block_of(ValueField::name_ko),
                         .initial = value.name_ko ? std::string_view(*value.name_ko) : std::string_view(),
                         .most = longest_name});
    view.input({.block_id = block_of(ValueField::emoji),
                .label = Text{"Emoji", "이모지"}.in(language),
                .hint = Text{"As in :rocket:", "예: :rocket:"}.in(language),
                .optional = true},
               TextInput{.action_id = block_of(ValueField::emoji),
                         .initial = value.emoji ? std::string_view(*value.emoji) : std::string_view(),
                         .most = longest_emoji});
    if (!is_new) {
        const std::array options{
            Option{.text = say(language, {"Kudos can be given for it", "칭찬을 보낼 때 고를 수 있어요"}),
                   .value = std::string(in_use)}};
        std::vector<std::string_view> ticked;
        if (value.active) {
            ticked.push_back(in_use);
        }
        view.input({.block_id = block_of(ValueField::active),
                    .label = Text{"In use", "사용"}.in(language),
                    .hint = Text{"What was given for it stays.", "이미 보낸 칭찬은 그대로 남아요."}.in(language),
                    .optional = true},
                   Checkboxes{.action_id = block_of(ValueField::active), .initial = std::move(ticked)}, options);
    }
    const std::string about = fmt::format("{}/{}", value.id, value.version);
    return modal_view(
        {.callback_id = value_callback,
         .title = (is_new ? Text{"New value", "새 가치"} : Text{"Change value", "가치 수정"}).in(language),
         .close = Text{"Back", "뒤로"}.in(language),
         .submit = Text{"Save", "저장"}.in(language),
         .private_metadata = about},
        std::move(view));
}

std::expected<CompanyValue, ValueField> read_value(JsonView view) {
    const std::string_view about = view["private_metadata"].string().value_or("");
    const auto slash = about.find('/');
    const auto id = http::parse_integer(about.substr(0, slash));
    const auto version = http::parse_integer(slash == about.npos ? std::string_view() : about.substr(slash + 1));
    const JsonView values = view["state"]["values"];
    auto name = line_of(values, ValueField::name);
    if (!name || !is_usable(*name, longest_name) || !id || !version || *version < 0 || *version > 1'000'000'000) {
        return std::unexpected(ValueField::name);
    }
    CompanyValue value{.id = *id,
                       .version = static_cast<std::int32_t>(*version),
                       .name = std::move(*name),
                       .name_ko = line_of(values, ValueField::name_ko),
                       .emoji = line_of(values, ValueField::emoji)};
    if (value.name_ko && !is_usable(*value.name_ko, longest_name)) {
        return std::unexpected(ValueField::name_ko);
    }
    if (value.emoji && !is_usable(*value.emoji, longest_emoji)) {
        return std::unexpected(ValueField::emoji);
    }
    if (value.id != 0) {
        value.active =
            values[block_of(ValueField::active)][block_of(ValueField::active)]["selected_options"].size() > 0;
    }
    return value;
}

}  // namespace gracy::slack
