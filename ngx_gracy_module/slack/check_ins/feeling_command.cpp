#include "slack/check_ins/feeling_command.hpp"

#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/feelings.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "jobs/channel.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/help_text.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "wellbeing/feeling_card.hpp"
#include "wellbeing/feeling_standing.hpp"
#include "wellbeing/help_lines.hpp"
#include "wellbeing/stored_card.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;
using Step = FeelingText::Step;

constexpr std::array<std::string_view, 2> words{"card", "요약"};
constexpr std::array<std::pair<std::string_view, Step>, 11> steps{{{"on", Step::on},
                                                                   {"켜기", Step::on},
                                                                   {"off", Step::off},
                                                                   {"끄기", Step::off},
                                                                   {"share", Step::share},
                                                                   {"공유", Step::share},
                                                                   {"나누기", Step::share},
                                                                   {"unshare", Step::unshare},
                                                                   {"거두기", Step::unshare},
                                                                   {"shared", Step::shared},
                                                                   {"받은", Step::shared}}};
/// Cards of others at once.
constexpr std::int32_t most_shared = 10;
// Slack's answers hold 4,000.
constexpr std::size_t longest_list = 3600;
constexpr std::size_t most_readers = 10;
constexpr std::int64_t most_intensity = 3;

constexpr Text how{
    "• `/mood card`: what AI has read in today's note; only you see it\n"
    "• `/mood card on`, `/mood card off`: whether AI may read your notes\n"
    "• `/mood card share @somebody`: show them the card, without your words; `/mood card unshare`: take it back\n"
    "• `/mood card shared`: what others have shown you",
    "• `/mood 요약`: AI가 오늘의 기록을 읽은 요약, 나만 볼 수 있어요\n"
    "• `/mood 요약 켜기`, `/mood 요약 끄기`: AI가 내 기록을 읽어도 되는지 정하기\n"
    "• `/mood 요약 공유 @동료`: 내가 쓴 글은 빼고 요약 보여 주기, `/mood 요약 공유 취소`: 공유 취소하기\n"
    "• `/mood 요약 받은`: 동료가 나에게 공유한 요약 보기"};

base::Timestamp before_everything() {
    using namespace std::chrono;
    return base::Timestamp(sys_days(9999y / 12 / 31));
}

struct Author {
    wellbeing::NotePlace place;
    Language language;
};

Message only_to_them(std::string text) {
    return {.visibility = Message::Visibility::ephemeral, .text = std::move(text)};
}

Message only_to_them(Text text, Language language) {
    return only_to_them(std::string(text.in(language)));
}

std::string string_of(base::JsonView value) {
    return std::string(value.string().value_or(""));
}

/// Emotions with the author's own words where the card has them, and topics; mrkdwn.
std::string card_text(std::string_view headline, base::JsonView card, Language language) {
    base::JsonWriter named;
    wellbeing::write_card(named, card, language);
    const base::Json shown = base::Json::parse(named.take());
    std::string text(headline);
    for (const base::JsonView emotion : shown["emotions"].elements()) {
        text += say(language, {"\n• {} ({} of {})", "\n• {0} ({2}단계 중 {1}단계)"}, escape(string_of(emotion["name"])),
                    emotion["intensity"].integer().value_or(0), most_intensity);
        if (const auto quoted = emotion["evidence"].string()) {
            text += " “" + escape(*quoted) + "”";
        }
    }
    std::string topics;
    for (const base::JsonView topic : shown["topics"].elements()) {
        topics += (topics.empty() ? "" : ", ") + escape(string_of(topic["name"]));
    }
    return topics.empty() ? text : text + say(language, {"\nAbout: {}", "\n주제: {}"}, topics);
}

base::Task<Message> show(access::Call& call, const Author& author) {
    const wellbeing::NotePlace& place = author.place;
    const auto rows =
        co_await call.database().read(sql::feelings::get_feeling, place.team_space_id, place.member_id, place.on_date);
    const auto row = rows.first();
    if (!row) {
        co_return only_to_them({"There is no check-in of today yet: `/mood 4 a few words`.",
                                "오늘의 기록이 아직 없어요. `/mood 4 한 줄 기록`처럼 남겨 보세요."},
                               author.language);
    }
    const auto card = wellbeing::own_card(call.services(), place, *row);
    const auto standing = wellbeing::standing_of(row->allowed, row->wanted, row->state, row->reason, card.has_value());
    constexpr Text headline{"*Today, as AI has read it*", "*AI가 읽은 오늘 하루*"};
    std::string text = card ? card_text(headline.in(author.language), card->view(), author.language) + "\n" : "";
    text += wellbeing::note_of(standing, row->recipient_ids.size() > 0).in(author.language);
    if (standing.reason == "not_wanted") {
        text += "\n" + std::string(how.in(author.language));
    }
    const auto risk = wellbeing::risk_of_check_in(call.services().keys.notes, place, row->note_key_id.value_or(""),
                                                  row->note_sealed, card);
    if (const std::string help = help_text(wellbeing::help_for(risk, row->tz, row->support_contact, author.language));
        !help.empty()) {
        text += "\n\n" + help;
    }
    co_return only_to_them(std::move(text));
}

base::Task<Message> choose(access::Call& call, const Author& author, bool wanted) {
    co_await call.database().write(sql::feelings::put_preference, author.place.team_space_id, author.place.member_id,
                                   wanted);
    co_return only_to_them(
        wanted ? Text{"From your next note on AI sums it up, for you alone: `/mood card` shows it. "
                      "`/mood card off` ends that.",
                      "다음 기록부터 AI가 요약해요. 나만 볼 수 있고, `/mood 요약`으로 열어요. `/mood "
                      "요약 끄기`로 그만둘 수 있어요."}
               : Text{"AI no longer reads your notes, and its cards are deleted. Your check-ins stay.",
                      "이제 AI가 내 기록을 읽지 않아요. 요약은 지웠고 오늘의 기록은 그대로 남아 있어요."},
        author.language);
}

base::Task<Message> share(access::Call& call, const Command& command, const Author& author,
                          const std::vector<std::string>& users) {
    std::vector<std::int64_t> readers;
    if (!users.empty()) {
        const std::vector<std::string_view> named(users.begin(), users.end());
        const auto rows = co_await call.database().read(sql::slack::find_members, author.place.team_space_id,
                                                        command.team_id, view_of(command.enterprise_id), named);
        for (const auto& row : rows) {
            // Nobody has this id.
            readers.push_back(row.member_id.value_or(0));
        }
    }
    const std::string outcome = (co_await wellbeing::share_card(call, author.place, std::move(readers))).outcome;
    if (outcome == "no_card") {
        co_return only_to_them({"There is no card of today to show.", "오늘은 공유할 요약이 없어요."}, author.language);
    }
    if (outcome == "unknown_member") {
        co_return only_to_them({"Somebody whom you name is no member here, or it is you. Nobody was shown anything.",
                                "구성원이 아닌 사람이나 본인이 있어요. 아무에게도 보여 주지 않았어요."},
                               author.language);
    }
    call.database().notify(jobs::channel);  // who is shown it is told
    co_return only_to_them(
        users.empty() ? Text{"Taken back: only you see the card.", "공유를 취소했어요. 이제 나만 볼 수 있어요."}
                      : Text{"They see the card now, without your words, and nobody else does.",
                             "고른 사람만 요약을 볼 수 있어요. 내가 쓴 말은 보이지 않아요."},
        author.language);
}

/// Their cards, the newest first, without the words that they were read from.
base::Task<Message> show_shared(access::Call& call, const Author& reader) {
    const wellbeing::NotePlace& own = reader.place;
    const auto rows = co_await call.database().read(sql::feelings::list_shared, own.team_space_id, own.member_id,
                                                    before_everything(), std::int64_t{0}, most_shared, std::int32_t{0});
    std::string text;
    for (const auto& row : rows) {
        const auto card = wellbeing::shown_card(call.services(), own.team_space_id, own.member_id, row);
        if (!card) {
            continue;
        }
        const std::string_view name = reader.language == Language::korean ? row.name : row.name_en.value_or(row.name);
        const std::string headline =
            say(reader.language, {"*{0}* · {1}, as AI has read it", "*{0}* · {1}, AI가 읽은 하루"}, styled(name),
                day_in_words(row.on_date, reader.language));
        const std::string shown = card_text(headline, card->view(), reader.language);
        if (utf16_length(text) + utf16_length(shown) > longest_list) {
            break;
        }
        text += (text.empty() ? "" : "\n\n") + shown;
    }
    if (text.empty()) {
        co_return only_to_them({"Nobody has shown you a card, or they have taken it back.",
                                "나에게 공유된 요약이 없어요. 공유가 취소되었을 수도 있어요."},
                               reader.language);
    }
    co_return only_to_them(std::move(text));
}

}  // namespace

std::optional<FeelingText> read_feeling_text(std::string_view text) {
    const std::vector<Token> tokens = tokens_of(text);
    if (tokens.empty() ||
        std::ranges::none_of(words, [&](auto word) { return http::same_text(word, tokens[0].raw); })) {
        return std::nullopt;
    }
    if (tokens.size() == 1) {
        return FeelingText{.step = Step::show};
    }
    const auto* const found =
        std::ranges::find_if(steps, [&](const auto& entry) { return http::same_text(entry.first, tokens[1].raw); });
    FeelingText wish{.step = found == steps.end() ? Step::help : found->second};
    if (tokens.size() == 3 && tokens[1].raw == "공유" && tokens[2].raw == "취소") {
        return FeelingText{.step = Step::unshare};
    }
    for (std::size_t i = 2; i < tokens.size(); ++i) {
        if (wish.step != Step::share || tokens[i].kind != Token::Kind::user) {
            return FeelingText{.step = Step::help};
        }
        if (std::ranges::find(wish.readers, tokens[i].subject) == wish.readers.end()) {
            wish.readers.emplace_back(tokens[i].subject);
        }
    }
    const bool names_nobody = wish.step == Step::share && wish.readers.empty();
    return names_nobody || wish.readers.size() > most_readers ? FeelingText{.step = Step::help} : wish;
}

base::Task<Message> feeling_by_command(access::Call& call, const Command& command, FeelingText wish) {
    const auto rows = co_await call.database().read(sql::slack::get_own_check_in, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto own = rows.front();
    if (!own.team_space_id) {
        co_return unknown_workspace();
    }
    if (!own.member_id || !own.on_date) {
        co_return co_await why_no_member(call, command, http::language_of(own.locale));
    }
    const Author author{.place = {*own.team_space_id, *own.member_id, *own.on_date},
                        .language = http::language_of(own.locale)};
    switch (wish.step) {
        case Step::show:
            co_return co_await show(call, author);
        case Step::on:
        case Step::off:
            co_return co_await choose(call, author, wish.step == Step::on);
        case Step::share:
        case Step::unshare:
            co_return co_await share(call, command, author, wish.readers);
        case Step::shared:
            co_return co_await show_shared(call, author);
        case Step::help:
            break;
    }
    co_return only_to_them(how, author.language);
}

}  // namespace gracy::slack
