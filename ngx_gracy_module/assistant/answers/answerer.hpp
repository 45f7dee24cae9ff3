// Answers questions to the policies, in the worker: finds passages, has a model put them into words, and shows the
// words only when they hold against the passages. Whatever goes wrong with models, the passages themselves are the
// answer.
#pragma once

#include "assistant/answers/answer_kind.hpp"
#include "assistant/answers/counts.hpp"
#include "assistant/answers/masking.hpp"
#include "assistant/answers/passage.hpp"
#include "assistant/answers/policy_answer.hpp"
#include "assistant/answers/prompt.hpp"
#include "assistant/answers/refused_answers.hpp"
#include "assistant/answers/tools.hpp"
#include "assistant/model/chat_client.hpp"
#include "io/condition.hpp"
#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "postgres/database.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gracy::assistant {

/// What means the same in a team space.
using TermSource = std::function<base::Task<SameTerms>(std::int64_t team_space_id)>;

class Answerer {
  public:
    static constexpr const char* lane = "assistant";

    /// `daily_budget`: of a team space, in millionths of the currency. Everything referred to must outlive this.
    Answerer(io::Reactor& reactor, postgres::Database& database, ChatClient& models, PassageSource passages,
             TermSource terms, const AnswerKind& kind, std::int64_t daily_budget);

    /// "assistant.answer"
    jobs::Kind kind();

    /// Some question may have been stopped: those that run look whether it is theirs.
    void look() {
        ++told_;
        news_.notify_all();
    }

    /// Questions that are older than 30 days go. True: there are more.
    base::Task<bool> purge();

    /// Of this process.
    const AnswerCounts& counts() const { return counts_; }

  private:
    struct Outcome {
        /// "answered", "not_found" or "passages".
        std::string outcome = "passages";
        /// Why there is no answer: "no_passages", "not_in_policies", "help", "no_model", "unavailable", "budget",
        /// "declined", "unverified" or "stopped".
        std::optional<std::string> reason{};
        std::optional<std::string> answer{};
        /// What of the question the policies do not say, and whether HR should be asked.
        std::optional<std::string> missing{};
        bool escalate = false;
        std::string server{};
        std::string model{};
        /// Of the rules that the model was told.
        std::optional<std::int32_t> kind_version{};
        std::int64_t reserved = 0;
        std::int64_t cost = 0;
        /// What a model wrote that is not shown.
        RefusedAnswers refused{};
    };
    struct Question {
        std::int64_t team_space_id;
        std::int64_t id;
        std::string text;
        http::Language language;
        /// Where the team space is.
        base::Date today;
        Asker asker;
        /// Of the same conversation, the first one first.
        std::vector<Turn> earlier;
        /// Links to them may be shown.
        std::vector<std::string> own_hosts;
        /// No model is waited for any longer.
        std::chrono::steady_clock::time_point until;

        /// With the question that it goes on from: "And for part-timers?" alone speaks of nothing.
        std::string whole() const;
    };

    base::Task<void> answer(jobs::Job job);
    base::Task<std::vector<Turn>> earlier_turns(std::int64_t team_space_id, std::int64_t id,
                                                std::optional<std::int64_t> thread_id);
    /// For whoever runs the models, as long as the question.
    base::Task<void> keep_refused(const Question& question, const Outcome& outcome);
    /// Adds what the model looks up.
    base::Task<Outcome> from_passages(const Question& question, std::vector<Passage>& passages);
    static void show(const PolicyAnswer& answer, const std::vector<Passage>& passages, const Mask& mask,
                     Outcome& outcome);
    base::Task<void> look_up(const Question& question, Tools& tools, const Mask& mask, std::vector<ToolCall> calls,
                             Conversation& conversation, std::vector<Passage>& passages);
    /// Tells whoever watches what is done. Nothing of a model's is in it.
    base::Task<void> note(const Question& question, std::string step);
    base::Task<std::expected<Answer, std::string>> ask(const Question& question, const Conversation& conversation,
                                                       Outcome& outcome);
    /// Sets aside what a call costs at most.
    base::Task<bool> reserve(const Question& question, std::int64_t amount, Outcome& outcome);
    using Called = std::expected<Answer, NoAnswer>;
    /// Why a call was given up.
    enum class Watched : unsigned char { going_on, stopped, out_of_time };
    /// Nothing when the question was stopped meanwhile or its time is up: then the call is given up, and `watched` says
    /// which. `heard`: the count of looks when the question was last known to be open.
    base::Task<std::optional<Called>> call_unless_stopped(const Question& question, const Conversation& conversation,
                                                          const NextCall& next, std::uint64_t heard, Watched& watched);
    base::Task<void> call(const Conversation& conversation, const NextCall& next, std::optional<Called>& called);
    /// Ends when the question is stopped or its time is up.
    base::Task<void> watch(const Question& question, std::uint64_t heard, Watched& watched);

    io::Reactor& reactor_;
    postgres::Database& database_;
    ChatClient& models_;
    const PassageSource passages_;
    const TermSource terms_;
    const AnswerKind& kind_;
    const std::int64_t daily_budget_;
    AnswerCounts counts_;
    io::Condition news_;
    /// How often there were news: some come while a question is being looked at.
    std::uint64_t told_ = 0;
};

}  // namespace gracy::assistant
