// What a model may look up while it answers: read-only, and as whoever asked, who is never an argument. Whatever it is
// told becomes a passage, so that what it says of that is checked like everything else.
#pragma once

#include "access/principal.hpp"
#include "assistant/answers/passage.hpp"
#include "assistant/model/conversation.hpp"
#include "base/json.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gracy::assistant {

/// Whose question it is.
struct Asker {
    std::int64_t team_space_id = 0;
    std::int64_t member_id = 0;
    /// What the asker's role, or the token that asked, may read over the API.
    access::Scope scopes = access::Scope::none;
    /// Others read the answer: nothing of the asker's own is looked up.
    bool is_overheard = false;
    http::Language language = http::Language::english;
};

class Tools {
  public:
    /// Everything referred to must outlive this.
    Tools(postgres::Database& database, const PassageSource& passages, Asker asker);

    /// Those that the asker may use, as a model is told.
    std::vector<Tool> offered() const;

    struct Result {
        /// For the model.
        std::string text;
        /// It called what is not offered, or with arguments that the tool does not take.
        bool refused = false;
    };
    /// Adds to `passages` what it finds; what is there already keeps its number. Never throws for what the model wrote.
    base::Task<Result> run(const ToolCall& call, std::vector<Passage>& passages);

  private:
    struct Kind;
    static const std::vector<Kind>& kinds();
    bool may_use(const Kind& kind) const;

    base::Task<std::vector<Passage>> search_policies(base::JsonView arguments);
    base::Task<std::vector<Passage>> my_allowance(base::JsonView arguments);
    base::Task<std::vector<Passage>> my_profile(base::JsonView arguments);
    base::Task<std::vector<Passage>> holidays(base::JsonView arguments);
    base::Task<std::vector<Passage>> celebrations(base::JsonView arguments);
    base::Task<std::vector<Passage>> find_person(base::JsonView arguments);

    /// A passage that is no policy's.
    Passage fact(http::Text title, std::string text) const;

    postgres::Database& database_;
    const PassageSource& passages_;
    const Asker asker_;
};

}  // namespace gracy::assistant
