#include "slack/check_ins/check_in_note.hpp"

#include "access/services.hpp"
#include "base/text.hpp"
#include "gracy/sql/feelings.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "http/problem.hpp"
#include "jobs/channel.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/check_ins/help_text.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/refusals.hpp"
#include "wellbeing/help_lines.hpp"
#include "wellbeing/note.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <optional>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

struct Noted {
    /// As slack/note_check_in; unknown_workspace, not_member, too_long, no_text.
    std::string outcome;
    Language language = Language::english;
    /// Where help is found, for whom the note says may need it: mrkdwn, else empty.
    std::string help{};
    /// A model sums it up, for its author.
    bool is_read = false;
};

bool asks_for_help(std::string_view word) {
    constexpr std::array<std::string_view, 4> words{"help", "?", "도움말", "도움"};
    return std::ranges::any_of(words, [&](std::string_view one) { return http::same_text(one, word); });
}

constexpr Text being_read{"AI sums your words up, for you alone: `/mood card` shows it in a moment.",
                          "AI가 글을 요약하고 있어요. 나만 볼 수 있고, 잠시 뒤 `/mood 요약`으로 열 수 있어요."};

template <class Writing>
base::Task<Noted> write_note(access::Call& call, const Writing& writing, std::optional<std::int32_t> score,
                             std::string note) {
    const auto rows = co_await call.database().read(sql::slack::get_own_check_in, writing.team_id,
                                                    view_of(writing.enterprise_id), writing.user_id);
    const auto own = rows.front();
    Noted noted{.outcome = {}, .language = http::language_of(own.locale)};
    if (!own.team_space_id || !own.member_id || !own.on_date) {
        noted.outcome = own.team_space_id ? "not_member" : "unknown_workspace";
        co_return noted;
    }
    noted.help = help_text(
        wellbeing::help_for(wellbeing::risk_of_note(note), own.tz.value_or(""), own.support_contact, noted.language));
    if (base::code_points(note) > wellbeing::longest_note) {
        noted.outcome = "too_long";
        co_return noted;
    }
    // A form of Slack's holds none; what reads the note later expects text.
    if (note.find('\0') != std::string::npos) {
        noted.outcome = "no_text";
        co_return noted;
    }
    const wellbeing::SealedNote sealed =
        wellbeing::seal_or_keep(call.services().keys.notes, {*own.team_space_id, *own.member_id, *own.on_date}, note,
                                own.note_key_id.value_or(""), own.note_sealed);
    const auto written = co_await call.database().write(sql::slack::note_check_in, *own.team_space_id, *own.member_id,
                                                        *own.on_date, score, base::Bytes(sealed.bytes), sealed.key_id);
    noted.outcome = written.front().outcome;
    if (noted.outcome == "created" || noted.outcome == "ok") {
        call.database().notify(jobs::channel);
        const auto said =
            co_await call.database().read(sql::feelings::get_preference, *own.team_space_id, *own.member_id);
        noted.is_read = said.front().wanted && said.front().allowed;
    }
    co_return noted;
}

/// What was not noted, to be copied: it is kept nowhere else. Slack's answers hold 4,000.
constexpr std::size_t longest_quote = 3000;

/// Why nothing was written.
std::string refusal(const Noted& noted) {
    const Text text = noted.outcome == "too_long"  ? Text{"Nothing was noted: please say it in at most 500 characters.",
                                                         "500자가 넘어 남기지 못했어요. 500자 안으로 줄여 주세요."}
                      : noted.outcome == "no_text" ? Text{"Please write text.", "글로 적어 주세요."}
                      : noted.outcome == "no_score" ? Text{"Please tap a face first: how's your day?",
                                                           "먼저 얼굴을 하나 눌러 주세요. 오늘 하루는 어떤가요?"}
                                                    : Text{"Midnight has just passed: please note the new day.",
                                                           "방금 자정이 지났어요. 새로운 하루를 남겨 주세요."};
    return std::string(text.in(noted.language));
}

/// Under why it was not noted: what they wrote, and where help is found.
std::string with_note(std::string why, std::string_view note, std::string_view help, Language language) {
    why += say(language, {"\nThis is what you wrote:\n{}", "\n적어 주신 글이에요.\n{}"},
               shorten_mrkdwn(escape(note), longest_quote));
    return help.empty() ? why : why.append("\n\n").append(help);
}

http::Response refuse(std::string text) {
    return refuse_field(check_in_note_block, std::move(text));
}

}  // namespace

base::Task<Message> check_in_with_note(access::Call& call, const Command& command, std::int32_t score,
                                       std::string note) {
    const Noted noted = co_await write_note(call, command, score, note);
    if (noted.outcome == "unknown_workspace") {
        co_return ephemeral(with_note(unknown_workspace().text, note, {}, noted.language));
    }
    if (noted.outcome == "not_member") {
        const Message why = co_await why_no_member(call, command, noted.language);
        co_return ephemeral(with_note(why.text, note, {}, noted.language));
    }
    if (noted.outcome == "no_text") {
        co_return ephemeral(refusal(noted));
    }
    if (noted.outcome != "created" && noted.outcome != "ok") {
        co_return ephemeral(with_note(refusal(noted), note, noted.help, noted.language));
    }
    std::string text = say(noted.language,
                           {"{} Noted for today, with your words. Only you see them, and you can change them until "
                            "midnight.",
                            "{} 오늘 하루와 글을 남겼어요. 나만 볼 수 있고, 자정까지 바꿀 수 있어요."},
                           face_of(score));
    if (noted.is_read) {
        text += "\n" + std::string(being_read.in(noted.language));
    }
    if (!noted.help.empty()) {
        text += "\n\n" + noted.help;
    }
    co_return Message{.visibility = Message::Visibility::ephemeral, .text = std::move(text)};
}

base::Task<Message> note_without_score(access::Call& call, const Command& command, std::string note) {
    const auto rows = co_await call.database().read(sql::slack::get_own_check_in, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto own = rows.front();
    const Language language = http::language_of(own.locale);
    if (!own.team_space_id) {
        co_return ephemeral(with_note(unknown_workspace().text, note, {}, language));
    }
    if (!own.member_id) {
        const Message why = co_await why_no_member(call, command, language);
        co_return ephemeral(with_note(why.text, note, {}, language));
    }
    const std::string why(
        Text{"Nothing was noted yet: begin with how your day is, from `/mood 1` (very hard) to `/mood "
             "5` (very good), and then your words. `/mood` alone opens a form, `/mood help` says more.",
             "아직 남기지 않았어요. `/mood 1`(많이 힘들어요)부터 `/mood 5`(아주 좋아요)까지 점수를 먼저 "
             "적고 글을 이어 적어 주세요. `/mood`만 입력하면 양식이 열리고, `/mood 도움말`은 더 자세해요."}
            .in(language));
    const std::string help = help_text(
        wellbeing::help_for(wellbeing::risk_of_note(note), own.tz.value_or(""), own.support_contact, language));
    co_return ephemeral(with_note(why, note, help, language));
}

base::Task<http::Response> submit_check_in(access::Call& call, const Interaction& interaction, std::string note) {
    if (note.empty()) {
        constexpr std::int32_t no_kudos = 0;
        const auto rows =
            co_await call.database().read(sql::slack::read_home, interaction.team_id,
                                          view_of(interaction.enterprise_id), interaction.user_id, no_kudos);
        const auto own = rows.first();
        // The face was noted when it was tapped; without one there is nothing to keep.
        co_return own && own->allowance_left && !own->mood
            ? refuse(refusal({.outcome = "no_score", .language = http::language_of(own->locale)}))
            : http::Response::empty(200);
    }
    const Noted noted = co_await write_note(call, interaction, std::nullopt, std::move(note));
    if (noted.outcome == "unknown_workspace") {
        co_return refuse(unknown_workspace().text);
    }
    if (noted.outcome == "not_member") {
        co_return refuse((co_await why_no_member(call, interaction, noted.language)).text);
    }
    if (noted.outcome != "created" && noted.outcome != "ok") {
        co_return refuse(refusal(noted));
    }
    const std::string_view reading = noted.is_read ? being_read.in(noted.language) : std::string_view();
    co_return http::Response::json(update_answer(check_in_noted_modal(reading, noted.help, noted.language)));
}

std::string take_check_in_note(Interaction& interaction) {
    std::string note = read_check_in_note(interaction.json()["view"]);
    json_t* payload = interaction.payload.json.get();
    json_object_del(json_object_get(payload, "view"), "state");
    json_object_del(payload, "state");
    // The tree is what is kept now, also where it was only nearly what was sent.
    interaction.payload.exact = true;
    interaction.text = interaction.json().dump();
    return note;
}

void leave_out_face(Interaction& interaction) {
    json_t* payload = interaction.payload.json.get();
    json_object_del(json_object_get(payload, "view"), "blocks");
    if (interaction.callback_id == check_in_callback) {
        json_t* tapped = json_array_get(json_object_get(payload, "actions"), 0);
        for (const char* name : {"action_id", "text", "style", "value"}) {
            json_object_del(tapped, name);
        }
    }
    interaction.payload.exact = true;
    interaction.text = interaction.json().dump();
}

MoodCommand take_mood(Command& command) {
    const std::vector<Token> tokens = tokens_of(command.text);
    MoodCommand mood;
    if (!tokens.empty()) {
        mood.score = written_score(tokens.front().raw);
    }
    mood.feeling = read_feeling_text(command.text);
    const std::size_t first = mood.score ? 1 : 0;
    if (tokens.size() > first && !mood.feeling && !(tokens.size() == 1 && asks_for_help(tokens.front().raw))) {
        const auto begin = static_cast<std::size_t>(tokens[first].raw.data() - command.text.data());
        mood.note = plain_text(std::string_view(command.text).substr(begin));
    }
    json_t* text = json_string("");
    if (text == nullptr || json_object_set_new(command.fields.get(), "text", text) != 0) {
        throw std::bad_alloc();
    }
    return mood;
}

}  // namespace gracy::slack
