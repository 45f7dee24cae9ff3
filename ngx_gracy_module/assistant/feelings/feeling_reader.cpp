#include "assistant/feelings/feeling_reader.hpp"

#include "assistant/feelings/mood_checks.hpp"
#include "assistant/tasks/row_budget.hpp"
#include "base/json.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/feelings.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr const char* lane = "assistant";
constexpr std::chrono::minutes deadline{5};
constexpr std::string_view kind_name = "feeling_card";
constexpr std::int32_t purged_at_once = 1000;

using FeelingBudget = RowBudget<sql::feelings::reserve_feeling_budget, sql::feelings::settle_feeling_call>;

}  // namespace

FeelingReader::FeelingReader(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
                             DailyBudget daily_budget, TaskCounts& counts, std::optional<NoteVault> vault)
    : database_(database), kinds_(kinds), vault_(std::move(vault)), writer_(models, daily_budget), counts_(counts) {}

jobs::Kind FeelingReader::kind() {
    return {.name = "assistant.feeling", .lane = lane, .deadline = deadline, .run = [this](jobs::Job job) {
                return perform(std::move(job));
            }};
}

const TaskKind* FeelingReader::card_kind() const {
    const auto found = std::ranges::find(kinds_, kind_name, &TaskKind::name);
    return found == kinds_.end() ? nullptr : &*found;
}

base::Task<void> FeelingReader::perform(jobs::Job job) {
    const auto [team_space, id] = jobs::row_of(job, "feeling_id");
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::feelings::read_open_feeling, team_space, id);
    const auto row = rows.first();
    if (!row) {
        co_return;  // done, or the note is another, or its author wants it no longer
    }
    const NoteVault::Place place{team_space, row->member_id, row->on_date};
    std::optional<Note> note;
    if (vault_) {
        if (auto text = vault_->open_note(place, row->note_key_id, row->note_sealed)) {
            note = Note{.text = std::move(*text), .score = row->score};
        }
    }
    const Written written = co_await read(team_space, id, note);
    std::vector<std::byte> sealed;
    std::optional<base::Bytes> card;
    std::optional<std::string_view> key_id;
    std::optional<std::string_view> model;
    if (written.output) {
        sealed = vault_->seal_card(place, *written.output);
        card = sealed;
        key_id = vault_->key_id;
        model = written.model;
    }
    co_await client.write(sql::feelings::finish_feeling, team_space, id, card, key_id, base::view_of(written.reason),
                          model);
    counts_.count(kind_name, written.reason);
}

base::Task<Written> FeelingReader::read(std::int64_t team_space_id, std::int64_t id, const std::optional<Note>& note) {
    const TaskKind* kind = card_kind();
    if (!vault_ || kind == nullptr) {
        co_return Written{.reason = "not_set_up"};
    }
    if (!note) {
        co_return Written{.reason = "unreadable"};
    }
    FeelingBudget budget(database_, team_space_id, id, kind_name);
    const TaskInputs inputs{{"note", note->text}, {"score", std::to_string(note->score)}};
    co_return co_await writer_.write(
        *kind, inputs, budget, fmt::format("feeling {}/{}", team_space_id, id),
        [score = note->score](base::JsonView card) { return faults_of_mood(card, score); });
}

base::Task<bool> FeelingReader::purge() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::feelings::purge_feelings, purged_at_once);
    co_return rows.front().deleted >= purged_at_once;
}

}  // namespace gracy::assistant
