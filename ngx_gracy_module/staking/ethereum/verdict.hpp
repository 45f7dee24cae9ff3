// What checking an answer against a hash can end in.
#pragma once

#include <expected>
#include <string>

namespace gracy::staking::ethereum {

/// Why an answer is not believed. Only one of these is a lie: a node that runs a fork that we do not know yet must not
/// be punished for our ignorance, nor one whose proxy mangles JSON.
enum class Doubt : unsigned char {
    malformed,     // a field is missing, or is not in the form that JSON-RPC gives it
    unknown_form,  // it has fields, types or a shape that we cannot encode: cannot be verified
    contradicted,  // it is of a form that we know, and is not what the hash was made from
};

struct Refusal {
    Doubt doubt = Doubt::malformed;
    /// For the log and for evidence; never holds more than a few hundred characters.
    std::string why;
};

template <class T>
using Verified = std::expected<T, Refusal>;

inline std::unexpected<Refusal> malformed(std::string why) {
    return std::unexpected(Refusal{Doubt::malformed, std::move(why)});
}
inline std::unexpected<Refusal> unknown_form(std::string why) {
    return std::unexpected(Refusal{Doubt::unknown_form, std::move(why)});
}
inline std::unexpected<Refusal> contradicted(std::string why) {
    return std::unexpected(Refusal{Doubt::contradicted, std::move(why)});
}

}  // namespace gracy::staking::ethereum
