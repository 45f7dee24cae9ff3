// What a weekly digest says. A model gets names such as [GIFTS] and what they stand for, never a number; code puts the
// numbers in, in both languages, or lists them alone.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "http/language.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

struct DigestFact {
    /// "[GIFTS]"
    std::string name;
    /// For the model: what it is, and how it compares with the week before.
    std::string about;
    /// What is put in its place.
    http::Sentence value;
    /// The same for those who read numbers alone.
    http::Sentence line;
};

/// Of the facts that a digest was opened with (sql/functions/digests/read_digest_facts.sql); what is not released is
/// not among them.
std::vector<DigestFact> facts_of(base::JsonView facts, base::Date week_start);

/// "[GIFTS]: ...", a line each.
std::string facts_for_model(std::span<const DigestFact> facts);

/// What is wrong with {"en", "ko"} of a model: a number of its own (figures, words for numbers and signs of per
/// cent), a name that there is not or that comes twice, none at all, or the wrong language. Empty when nothing is.
std::vector<std::string> faults_of_digest(base::JsonView output, std::span<const DigestFact> facts);

/// The sentences of a model with the facts in their places, under a heading, and with what its readers have to know.
std::string digest_text(std::string_view sentences, std::span<const DigestFact> facts, base::Date week_start,
                        http::Language language);

/// The numbers alone.
std::string digest_numbers(std::span<const DigestFact> facts, base::Date week_start, http::Language language);

}  // namespace gracy::assistant
