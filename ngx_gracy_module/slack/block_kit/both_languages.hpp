// What is written in each language, for a reader who is known only when it is sent.
#pragma once

#include "base/json_writer.hpp"
#include "http/language.hpp"

#include <string>
#include <string_view>

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

/// The same of a button without a value, which whoever sends it gives it.
inline std::string button_in_both_languages(std::string_view action_id, http::Text label) {
    return in_both_languages([&](http::Language language) {
        base::JsonWriter json;
        json.open_object();
        json.field<"type">("button");
        json.field<"action_id">(action_id);
        json.key<"text">().open_object();
        json.field<"type">("plain_text");
        json.field<"text">(label.in(language));
        json.close_object().close_object();
        return json.take();
    });
}

}  // namespace gracy::slack
