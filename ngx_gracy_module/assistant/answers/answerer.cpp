#include "assistant/answers/answerer.hpp"

#include "access/streams.hpp"
#include "assistant/answers/masking.hpp"
#include "assistant/answers/safe_text.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/assistant.hpp"
#include "gracy/sql/streams.hpp"
#include "io/backoff.hpp"
#include "io/first_of.hpp"
#include "io/sleep.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"
#include "wellbeing/risk.hpp"

#include <algorithm>
#include <array>

namespace gracy::assistant {
namespace {

constexpr std::chrono::minutes deadline{5};
// Somebody waits: what does not come soon is not waited for.
constexpr unsigned most_tries = 4;
constexpr std::int32_t most_earlier_turns = 3;
// Beyond a server that is slower than a run may take.
constexpr std::int32_t most_runs = 2;
constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds longest_pause{8};
// Who stops a question also says so; this is for when that was not heard.
constexpr std::chrono::seconds look_pause{5};
constexpr std::int32_t purged_at_once = 1000;
constexpr std::size_t places_told = 3;
// What every member has, unless the token that asks has less.
constexpr access::Scope readable = access::Scope::policies_read | access::Scope::people_read |
                                   access::Scope::kudos_read | access::Scope::celebrations_read;

/// As readers see them: a policy's writer may have hidden something from them.
std::string sources_json(const std::vector<Passage>& passages) {
    base::JsonWriter json(8192);
    json.open_array();
    for (const Passage& passage : passages) {
        json.open_object();
        json.field<"id">(base::Id{passage.id});
        json.field<"title">(without_hidden(passage.title));
        const bool is_of_policy = passage.is_of_policy();
        json.field<"policy_id">(is_of_policy ? std::optional(base::Id{passage.policy_id}) : std::nullopt);
        json.field<"version">(is_of_policy ? std::optional(passage.version) : std::nullopt);
        json.field<"effective_from">(is_of_policy ? std::optional(passage.effective_from) : std::nullopt);
        json.key<"headings">().open_array();
        for (const std::string& heading : passage.headings) {
            json.value(without_hidden(heading));
        }
        json.close_array();
        json.field<"text">(without_hidden(passage.text));
        json.close_object();
    }
    json.close_array();
    return json.take();
}

/// {"step": "found", "places": ["취업규칙 › 제15조", ...]}, of the first ones.
std::string found_step(const std::vector<Passage>& passages) {
    base::JsonWriter json;
    json.open_object();
    json.field<"step">("found");
    json.key<"places">().open_array();
    for (std::size_t i = 0; i < std::min(passages.size(), places_told); ++i) {
        std::string place = passages[i].title;
        for (const std::string& heading : passages[i].headings) {
            place += " › " + heading;
        }
        json.value(without_hidden(place));
    }
    json.close_array().close_object();
    return json.take();
}

std::string looked_up_step(std::string_view tool) {
    base::JsonWriter json;
    json.open_object();
    json.field<"step">("looked_up");
    json.field<"tool">(tool);
    json.close_object();
    return json.take();
}

std::string answer_json(const PolicyAnswer& answer, const std::vector<Passage>& passages, const Mask& mask) {
    base::JsonWriter json(2048);
    json.open_array();
    for (const PolicyAnswer::Sentence& sentence : answer.sentences) {
        json.open_object();
        json.field<"text">(mask.reveal(sentence.text));
        json.key<"cite">().open_array();
        for (const std::size_t place : sentence.cited) {
            json.value(base::Id{passages[place].id});
        }
        json.close_array().close_object();
    }
    json.close_array();
    return json.take();
}

/// What a model said of a question before, as plain text.
std::string plain_answer(std::optional<std::string_view> answer) {
    std::string text;
    const base::Json json = base::Json::parse(answer.value_or("[]"));
    for (const base::JsonView sentence : json.view().elements()) {
        text += (text.empty() ? "" : " ") + std::string(sentence["text"].string().value_or(""));
    }
    return text;
}

void write_revealed(base::JsonWriter& json, base::JsonView value, const Mask& mask) {
    if (value.is_object()) {
        json.open_object();
        for (const auto& [name, member] : value.members()) {
            json.key(name);
            write_revealed(json, member, mask);
        }
        json.close_object();
    } else if (value.is_array()) {
        json.open_array();
        for (const base::JsonView element : value.elements()) {
            write_revealed(json, element, mask);
        }
        json.close_array();
    } else if (const auto text = value.string()) {
        json.value(mask.reveal(*text));
    } else {
        const std::string plain = value.dump();
        json.value(base::RawJson{plain});
    }
}

/// Each text by itself: what somebody wrote may have quotation marks. What is no JSON stays as it is, to be refused.
std::string revealed_arguments(std::string_view arguments, const Mask& mask) {
    try {
        const base::Json json = base::Json::parse(arguments, {.bytes = 4096, .depth = 4});
        base::JsonWriter revealed;
        write_revealed(revealed, json.view(), mask);
        return revealed.take();
    } catch (const base::JsonError&) {
        return std::string(arguments);
    }
}

}  // namespace

Answerer::Answerer(io::Reactor& reactor, postgres::Database& database, ChatClient& models, PassageSource passages,
                   TermSource terms, const AnswerKind& kind, std::int64_t daily_budget)
    : reactor_(reactor),
      database_(database),
      models_(models),
      passages_(std::move(passages)),
      terms_(std::move(terms)),
      kind_(kind),
      daily_budget_(daily_budget),
      news_(reactor) {}

std::string Answerer::Question::whole() const {
    return earlier.empty() ? text : earlier.back().question + "\n" + text;
}

jobs::Kind Answerer::kind() {
    return {"assistant.answer", lane, deadline, [this](jobs::Job job) { return answer(std::move(job)); }};
}

base::Task<void> Answerer::answer(jobs::Job job) {
    const auto [team_space, id] = jobs::row_of(job, "question_id");
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_open_question, team_space, id);
    const auto row = rows.first();
    if (!row) {
        co_return;  // answered by a run whose end was not written, or gone with its member
    }
    client.notify(access::Streams::channel);  // it is running
    const auto language = row->language == "ko" ? http::Language::korean : http::Language::english;
    const access::Scope granted = row->scopes ? static_cast<access::Scope>(*row->scopes) : readable;
    std::vector<std::string> own_hosts;
    for (std::size_t i = 0; i < row->own_hosts.size(); ++i) {
        own_hosts.emplace_back(row->own_hosts[i]);
    }
    std::vector<Turn> earlier = co_await earlier_turns(team_space, id, row->thread_id);
    const Question question{.team_space_id = team_space,
                            .id = id,
                            .text = std::string(row->question),
                            .language = language,
                            .today = row->today,
                            .asker = {.team_space_id = team_space,
                                      .member_id = row->member_id,
                                      .scopes = row->is_here ? granted & readable : access::Scope::none,
                                      .is_overheard = row->is_overheard,
                                      .language = language},
                            .earlier = std::move(earlier),
                            .own_hosts = std::move(own_hosts),
                            .until = reactor_.now() + kind_.limits.time};
    // Its author sees where to find help. A policy is no answer to the gravest of them, and no model is told.
    const wellbeing::Risk risk = wellbeing::risk_of_note(question.text);
    const bool is_cry = risk == wellbeing::Risk::self_harm;
    std::vector<Passage> passages;
    Outcome outcome{.outcome = is_cry ? "not_found" : "passages", .reason = is_cry ? "help" : "unavailable"};
    if (!is_cry) {
        passages = co_await passages_(question.team_space_id, question.whole(), kind_.limits.passages);
        // When runs have ended without a result, whoever waits gets what there is.
        if (job.attempt <= most_runs) {
            outcome = co_await from_passages(question, passages);
        }
    }
    if (passages.empty() && outcome.outcome == "passages") {
        outcome.outcome = "not_found";
        outcome.reason = "no_passages";
    }
    const std::string sources = sources_json(passages);
    if (risk == wellbeing::Risk::none && outcome.outcome == "passages") {
        co_await keep_refused(question, outcome);
    }
    const auto ends = co_await client.write(
        sql::assistant::finish_question, question.team_space_id, question.id, outcome.outcome,
        base::view_of(outcome.reason), base::view_of(outcome.answer), sources, base::view_unless_empty(outcome.server),
        base::view_unless_empty(outcome.model), outcome.reserved, outcome.cost, base::view_of(outcome.missing),
        outcome.escalate, outcome.kind_version, risk != wellbeing::Risk::none);
    counts_.cost += static_cast<std::uint64_t>(std::max<std::int64_t>(0, outcome.cost));
    if (!ends.front().finished) {
        if (ends.front().earlier_outcome == "stopped") {
            ++counts_.questions["stopped"];
        }
        co_return;  // stopped meanwhile, or answered by another run
    }
    if (risk == wellbeing::Risk::none) {
        ++counts_.questions[outcome.reason.value_or(outcome.outcome)];
    }
    client.notify(access::Streams::channel);
    client.notify(jobs::channel);  // who asked in Slack is answered there now
}

base::Task<void> Answerer::keep_refused(const Question& question, const Outcome& outcome) {
    if (!outcome.refused.empty()) {
        postgres::Client client(database_);
        const std::string asked = Mask().hide(question.text);
        const std::string answers = outcome.refused.json();
        co_await client.write(sql::assistant::keep_refusal, question.team_space_id, question.id, asked, answers);
    }
}

base::Task<std::vector<Turn>> Answerer::earlier_turns(std::int64_t team_space_id, std::int64_t id,
                                                      std::optional<std::int64_t> thread_id) {
    std::vector<Turn> turns;
    if (thread_id) {
        postgres::Client client(database_);
        const auto rows =
            co_await client.read(sql::assistant::list_earlier_turns, team_space_id, id, *thread_id, most_earlier_turns);
        for (const auto& row : rows) {
            if (wellbeing::risk_of_note(row.question) == wellbeing::Risk::self_harm) {
                continue;
            }
            turns.insert(turns.begin(), {.question = std::string(row.question), .answer = plain_answer(row.answer)});
        }
    }
    co_return turns;
}

base::Task<Answerer::Outcome> Answerer::from_passages(const Question& question, std::vector<Passage>& passages) {
    Tools tools(database_, passages_, question.asker);
    Outcome outcome;
    if (passages.empty() && question.asker.scopes == access::Scope::none) {
        co_return outcome;
    }
    Mask mask;
    std::vector<Turn> earlier;
    for (const Turn& turn : question.earlier) {
        earlier.push_back({.question = mask.hide(turn.question), .answer = mask.hide(turn.answer)});
    }
    const std::string whole = mask.hide(question.whole());
    const Asked asked{.question = whole, .own_hosts = question.own_hosts};
    Conversation conversation = policy_conversation(
        kind_, mask.hide(question.text), question.language, passages,
        {.tools = tools.offered(), .today = question.today, .earlier = earlier, .own_hosts = question.own_hosts});
    co_await note(question, found_step(passages));
    const SameTerms same_terms = co_await terms_(question.team_space_id);
    int rounds_of_tools = 0;
    int repairs_of_form = 0;
    int repairs_of_content = 0;
    bool was_cut = false;
    // Nothing but what it noted as missing was wrong with it.
    std::optional<PolicyAnswer> kept;
    while (true) {
        auto answer = co_await ask(question, conversation, outcome);
        if (!answer) {
            if (kept && answer.error() != "stopped") {
                show(*kept, passages, mask, outcome);
                co_return outcome;
            }
            outcome.reason = std::move(answer.error());
            co_return outcome;
        }
        outcome.server = answer->server;
        outcome.model = answer->completion.model;
        outcome.kind_version = kind_.version;
        const Completion& completion = answer->completion;
        if (completion.refusal || completion.finish == Finish::content_filter) {
            outcome.reason = "declined";
            outcome.refused.add(completion.refusal.value_or(completion.output), std::array{std::string("declined")});
            co_return outcome;
        }
        if (completion.finish == Finish::length && !was_cut) {
            was_cut = true;
            conversation.max_tokens *= 2;
            continue;
        }
        if (!completion.calls.empty() && rounds_of_tools++ < kind_.limits.rounds_of_tools) {
            co_await look_up(question, tools, mask, completion.calls, conversation, passages);
            if (rounds_of_tools == kind_.limits.rounds_of_tools) {
                conversation.tools.clear();  // now it has to answer
            }
            continue;
        }
        const auto checked = check_answer(completion.output, question.language, passages, same_terms, asked);
        if (checked) {
            show(*checked, passages, mask, outcome);
            co_return outcome;
        }
        const Rejection& rejection = checked.error();
        ++counts_.rejected;
        outcome.refused.add(completion.output, rejection.reasons);
        if (rejection.without_missing) {
            kept = rejection.without_missing;
        }
        const bool may_repair = rejection.form ? repairs_of_form++ < kind_.limits.repairs_of_form
                                               : repairs_of_content++ < kind_.limits.repairs;
        if (!may_repair && kept) {
            show(*kept, passages, mask, outcome);
            co_return outcome;
        }
        if (!may_repair) {
            base::log(base::LogLevel::warning, "assistant: question {}/{}: the answer of {} was not shown: {} faults",
                      question.team_space_id, question.id, outcome.server, rejection.reasons.size());
            outcome.reason = "unverified";
            co_return outcome;
        }
        co_await note(question, R"({"step":"rewriting"})");
        ask_again(conversation, completion.output, rejection);
    }
}

void Answerer::show(const PolicyAnswer& answer, const std::vector<Passage>& passages, const Mask& mask,
                    Outcome& outcome) {
    outcome.missing = answer.missing ? std::optional(mask.reveal(*answer.missing)) : std::nullopt;
    outcome.escalate = answer.escalate;
    if (answer.sentences.empty()) {
        outcome.outcome = "not_found";
        outcome.reason = "not_in_policies";
    } else {
        outcome.outcome = "answered";
        outcome.answer = answer_json(answer, passages, mask);
    }
}

base::Task<void> Answerer::note(const Question& question, std::string step) {
    postgres::Client client(database_);
    try {
        const auto rows = co_await client.write(sql::streams::note_progress, question.team_space_id, question.id, step);
        if (rows.front().watched) {
            client.notify(jobs::channel);
        }
    } catch (const postgres::Error&) {
        // The answer is what they wait for.
    }
}

base::Task<void> Answerer::look_up(const Question& question, Tools& tools, const Mask& mask,
                                   std::vector<ToolCall> calls, Conversation& conversation,
                                   std::vector<Passage>& passages) {
    std::vector<ToolResult> results;
    for (const ToolCall& call : calls) {
        ToolCall revealed = call;
        revealed.arguments = revealed_arguments(call.arguments, mask);
        Tools::Result result = co_await tools.run(revealed, passages);
        if (result.refused) {
            ++counts_.refused_calls;
        } else {
            ++counts_.looked_up[call.name];
            co_await note(question, looked_up_step(call.name));
        }
        results.push_back({.call_id = call.id, .text = std::move(result.text)});
    }
    answer_calls(conversation, std::move(calls), std::move(results), kind_.limits);
}

/// One answer, within the budget; or why there is none.
base::Task<std::expected<Answer, std::string>> Answerer::ask(const Question& question, const Conversation& conversation,
                                                             Outcome& outcome) {
    for (unsigned attempt = 1;; ++attempt) {
        if (models_.servers().empty()) {
            co_return std::unexpected("no_model");
        }
        // No call, so no try either.
        auto wait = models_.wait();
        for (; wait > std::chrono::seconds(0) && wait <= longest_pause && reactor_.now() < question.until;
             wait = models_.wait()) {
            co_await io::Sleep(reactor_, wait);
        }
        if (wait > longest_pause || reactor_.now() >= question.until) {
            co_return std::unexpected("unavailable");
        }
        const std::int64_t most = models_.highest_cost(conversation);
        const std::uint64_t heard = told_;
        const std::int64_t reserved_before = outcome.reserved;
        const std::int64_t cost_before = outcome.cost;
        if (!co_await reserve(question, most, outcome)) {
            co_return std::unexpected("budget");
        }
        const NextCall next = [&](std::int64_t lost) {
            outcome.cost += lost;
            return reserve(question, models_.highest_cost(conversation), outcome);
        };
        Watched watched = Watched::going_on;
        auto called = co_await call_unless_stopped(question, conversation, next, heard, watched);
        if (!called) {
            // Whoever stopped it has booked all that was set aside; and nobody knows what was written in vain.
            outcome.cost = cost_before + outcome.reserved - reserved_before;
            co_return std::unexpected(watched == Watched::stopped ? "stopped" : "unavailable");
        }
        auto& answer = *called;
        if (answer) {
            outcome.cost += answer->cost;
            co_return std::move(*answer);
        }
        const NoAnswer& none = answer.error();
        outcome.cost += none.cost;
        const auto asked_for = none.retry_after.value_or(std::chrono::seconds(0));
        if (none.why == NoAnswer::Why::unpaid) {
            co_return std::unexpected("budget");
        }
        if (!none.may_pass || attempt == most_tries || asked_for > longest_pause) {
            co_return std::unexpected(none.why == NoAnswer::Why::declined ? "declined" : "unavailable");
        }
        const auto pause =
            std::max<std::chrono::milliseconds>(asked_for, io::backoff(attempt - 1, first_pause, longest_pause));
        co_await io::Sleep(reactor_, pause);
    }
}

base::Task<bool> Answerer::reserve(const Question& question, std::int64_t amount, Outcome& outcome) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::assistant::reserve_budget, question.team_space_id, question.id, amount,
                                            daily_budget_);
    const bool reserved = rows.front().reserved;
    outcome.reserved += reserved ? amount : 0;
    co_return reserved;
}

base::Task<std::optional<Answerer::Called>> Answerer::call_unless_stopped(const Question& question,
                                                                          const Conversation& conversation,
                                                                          const NextCall& next, std::uint64_t heard,
                                                                          Watched& watched) {
    std::optional<Called> called;
    co_await io::FirstOf(
        reactor_, [&] { return call(conversation, next, called); }, std::chrono::milliseconds(0),
        [&] { return watch(question, heard, watched); }, [&] { return called || watched != Watched::going_on; });
    co_return called;
}

base::Task<void> Answerer::call(const Conversation& conversation, const NextCall& next, std::optional<Called>& called) {
    called = co_await models_.ask(conversation, next);
}

base::Task<void> Answerer::watch(const Question& question, std::uint64_t heard, Watched& watched) {
    postgres::Client client(database_);
    while (watched == Watched::going_on) {
        const auto next_look = heard == told_ ? reactor_.now() + look_pause : reactor_.now();
        co_await news_.until(std::min(next_look, question.until));
        if (reactor_.now() >= question.until) {
            watched = Watched::out_of_time;
            co_return;
        }
        heard = told_;
        try {
            const auto rows =
                co_await client.read(sql::assistant::read_open_question, question.team_space_id, question.id);
            watched = rows.first() ? Watched::going_on : Watched::stopped;
        } catch (const postgres::Error&) {
            // Whoever cannot be asked has not stopped it.
        }
    }
}

base::Task<bool> Answerer::purge() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::assistant::purge_assistant, purged_at_once);
    co_return rows.front().deleted == purged_at_once;
}

}  // namespace gracy::assistant
