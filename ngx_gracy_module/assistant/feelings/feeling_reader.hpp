// Reads the notes of members who want it, in the worker: a model writes a card, which is checked, sealed and stored for
// the author alone. Notes are opened in memory, and neither stored nor logged.
#pragma once

#include "assistant/tasks/counts.hpp"
#include "assistant/tasks/kind.hpp"
#include "assistant/tasks/task_writer.hpp"
#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "jobs/kinds.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

/// Opens notes and seals cards, as nginx does.
struct NoteVault {
    /// Whose, and of which day.
    struct Place {
        std::int64_t team_space_id;
        std::int64_t member_id;
        base::Date on_date;
    };
    /// Nothing when the note was sealed with another key.
    std::function<std::optional<std::string>(const Place&, std::string_view key_id, base::Bytes sealed)> open_note;
    std::function<std::vector<std::byte>(const Place&, std::string_view card)> seal_card;
    /// Of what it seals.
    std::string key_id;
};

class FeelingReader {
  public:
    /// Without a vault there are no cards, and it is said so. Everything referred to must outlive this.
    FeelingReader(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
                  DailyBudget daily_budget, TaskCounts& counts, std::optional<NoteVault> vault);

    /// "assistant.feeling". A run that finds no server to answer is tried again later; whatever else goes wrong ends
    /// the card with a reason.
    jobs::Kind kind();

    /// Cards of team spaces that have feelings switched off go. True: there are more.
    base::Task<bool> purge();

  private:
    struct Note {
        std::string text;
        std::int32_t score;
    };

    const TaskKind* card_kind() const;
    base::Task<void> perform(jobs::Job job);
    base::Task<Written> read(std::int64_t team_space_id, std::int64_t id, const std::optional<Note>& note);

    postgres::Database& database_;
    const std::span<const TaskKind> kinds_;
    const std::optional<NoteVault> vault_;
    TaskWriter writer_;
    TaskCounts& counts_;
};

}  // namespace gracy::assistant
