// What is written in each language, for a reader who is known only when it is sent.
#pragma once

#include "base/json_writer.hpp"
#include "http/language.hpp"

#include <string>

namespace gracy::slack {

/// {"ko": ..., "en": ...} of the JSON that `write` makes of a language.
template <class Write>
std::string in_both_languages(const Write& write) {
    base::JsonWriter json(4096);
    json.open_object();
    json.field<"ko">(base::RawJson{write(http::Language::korean)});
    json.field<"en">(base::RawJson{write(http::Language::english)});
    json.close_object();
    return json.take();
}

}  // namespace gracy::slack
