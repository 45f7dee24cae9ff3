// A file of people as spreadsheets write it: what its lines say, and everything that is wrong with how they say it.
#pragma once

#include "http/language.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

inline constexpr std::size_t most_imported = 10'000;

/// A line that is wrong.
struct LineError {
    /// Of the file, from 1.
    std::int64_t line;
    /// By its English name; empty: the line as a whole.
    std::string column;
    std::string code;
    http::Sentence detail;
};

struct ImportFile {
    /// For import_members: an array of objects, one for each line that names somebody. Of a line with a bad cell the
    /// other cells are there, so that what else is wrong with it is found too.
    std::string people;
    std::vector<LineError> errors;
    /// What looks like an address in lines that could not be read, in lower case.
    std::set<std::string> unread_addresses;

    /// Columns are named in English or Korean, in any order: email (이메일), name (이름), name_en (영문 이름), title
    /// (직책), department (부서), location (근무지), manager_email (관리자 이메일), status (상태), hired_on (입사일),
    /// left_on (퇴사일), birthday (생일), birth_lunar (음력), locale (언어), tz (시간대). Those of the export that say
    /// nothing new (id, manager) are passed over.
    static ImportFile read(std::string_view csv);

    /// Whether a line that could not be read may be about who has this address: they are in the file all the same.
    bool may_bring(std::string_view address) const;
};

}  // namespace gracy::hr
