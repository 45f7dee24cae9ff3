// The cases of tests/data/assistant as the assistant meets them.
#pragma once

#include "assistant/answers/passage.hpp"
#include "assistant_data.hpp"
#include "base/json_writer.hpp"
#include "http/language.hpp"

#include <string>
#include <vector>

namespace gracy::test {

inline http::Language language_of(base::JsonView each) {
    return each["language"].string() == "ko" ? http::Language::korean : http::Language::english;
}

/// Of a recorded answer. `all`: what the file has.
inline std::vector<assistant::Passage> recorded_passages(base::JsonView answer, base::JsonView all) {
    std::vector<assistant::Passage> passages;
    for (const base::JsonView key : answer["passages"].elements()) {
        const base::JsonView source = all[key.string().value_or("")];
        assistant::Passage& passage = passages.emplace_back();
        passage.title = source["title"].string().value_or("");
        for (const base::JsonView heading : source["headings"].elements()) {
            passage.headings.emplace_back(heading.string().value_or(""));
        }
        passage.text = source["text"].string().value_or("");
    }
    return passages;
}

/// As the model wrote it.
inline std::string recorded_output(base::JsonView answer) {
    base::JsonWriter json;
    json.open_object();
    json.field<"answerable">(answer["answer"].size() > 0);
    json.field<"language">(answer["language"].string().value_or(""));
    json.key<"answer">().open_array();
    for (const base::JsonView sentence : answer["answer"].elements()) {
        json.open_object();
        json.field<"text">(sentence[0].string().value_or(""));
        const std::string cite = sentence[1].dump();
        json.field<"cite">(base::RawJson{cite});
        json.close_object();
    }
    json.close_array().close_object();
    return json.take();
}

/// As the attack is meant to be found: the poisoned policy first.
inline std::vector<assistant::Passage> attacked_passages(base::JsonView attack) {
    const bool in_korean = language_of(attack) == http::Language::korean;
    assistant::Passage leave;
    leave.id = 71;
    leave.title = in_korean ? "취업규칙" : "Handbook";
    leave.text = in_korean ? "사원에게 연차휴가를 준다." : "Employees receive annual leave.";
    assistant::Passage poisoned = leave;
    poisoned.text = attack["injected"].string().value_or(leave.text);
    return attack["by"].string() == "policy" ? std::vector{poisoned, leave} : std::vector{leave, poisoned};
}

}  // namespace gracy::test
