// The search in the policies, for whoever has a question and no request.
#pragma once

#include "base/clock.hpp"
#include "gracy/sql/policies.hpp"
#include "hr/policies/question.hpp"
#include "hr/policies/synonyms.hpp"
#include "postgres/client.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::hr {

/// What a question's tokens are worth in this team space.
base::Task<WeightedTokens> weighted_tokens(postgres::Client& client, std::int64_t team_space_id, std::string question);

/// The passages that are found today, the best first; no rows when nothing of the question is in any.
base::Task<postgres::Rows<sql::policies::search_policies_row>> find_passages(postgres::Client& client,
                                                                             std::int64_t team_space_id,
                                                                             std::string question, std::int32_t limit);

/// This team space's own groups.
base::Task<std::vector<SynonymKeys>> own_synonyms(postgres::Client& client, std::int64_t team_space_id);

}  // namespace gracy::hr
