// The sentences about a field that is wrong, the same wherever the field came from.
#pragma once

#include "http/problem.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace gracy::http::field_error {

using Place = FieldError::Place;

FieldError required(Place place, std::string name);
FieldError unknown(Place place, std::string name);
/// The last of a list that is not whole.
FieldError further(Place place);
FieldError duplicate(Place place, std::string name);
FieldError bad_escape(Place place, std::string name);
FieldError not_utf8(Place place, std::string name);
FieldError nul(Place place, std::string name);
/// `type` is how JSON calls it: "string", "integer", ...
FieldError wrong_type(Place place, std::string name, std::string_view type);
FieldError not_a_number(Place place, std::string name);
FieldError not_an_id(Place place, std::string name);
FieldError not_a_timestamp(Place place, std::string name);
FieldError not_a_date(Place place, std::string name);
FieldError out_of_range(Place place, std::string name, std::int64_t least, std::int64_t most);
/// Lengths count code points.
FieldError bad_length(Place place, std::string name, std::size_t least, std::size_t most);
FieldError bad_size(Place place, std::string name, std::size_t least, std::size_t most);
FieldError not_one_of(Place place, std::string name, std::initializer_list<std::string_view> known);

}  // namespace gracy::http::field_error
