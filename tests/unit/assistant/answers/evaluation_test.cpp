// The recorded answers of tests/data/assistant/evaluation, good and bad, in both languages: what is invented is caught,
// and nothing true is refused. The figures are printed.
#include "assistant/answers/policy_answer.hpp"
#include "assistant_data.hpp"
#include "base/json_writer.hpp"
#include "test.hpp"

#include <cstdio>
#include <map>

using namespace gracy;
using namespace gracy::assistant;

namespace {

struct Figures {
    std::size_t right = 0;
    std::size_t all = 0;
};

std::vector<Passage> passages_of(base::JsonView answer, base::JsonView all) {
    std::vector<Passage> passages;
    for (const base::JsonView key : answer["passages"].elements()) {
        const base::JsonView source = all[key.string().value_or("")];
        Passage& passage = passages.emplace_back();
        passage.title = source["title"].string().value_or("");
        for (const base::JsonView heading : source["headings"].elements()) {
            passage.headings.emplace_back(heading.string().value_or(""));
        }
        passage.text = source["text"].string().value_or("");
    }
    return passages;
}

/// As the model wrote it.
std::string output_of(base::JsonView answer) {
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

/// As the table of synonyms has it.
bool name_annual_leave(std::string_view one, std::string_view other) {
    return one.contains("Annual leave") && other.contains("연차");
}

}  // namespace

TEST(every_invented_number_date_and_citation_is_caught_and_nothing_true_is_refused) {
    const base::Json data = test::assistant_data("evaluation");
    std::map<std::string, Figures> figures;
    std::string wrong;
    for (const base::JsonView answer : data["answers"].elements()) {
        const std::string_view language = answer["language"].string().value_or("");
        const bool is_true = *answer["shown"].boolean();
        const auto checked =
            check_answer(output_of(answer), language == "ko" ? http::Language::korean : http::Language::english,
                         passages_of(answer, data["passages"]), name_annual_leave);
        Figures& of_kind = figures[fmt::format("{} {}", language, answer["fault"].string().value_or("true"))];
        ++of_kind.all;
        if (checked.has_value() == is_true) {
            ++of_kind.right;
        } else {
            wrong += fmt::format("\n{} {}: {}", is_true ? "refused" : "shown", answer["answer"].dump(),
                                 checked ? "" : checked.error().reasons.front());
        }
    }
    for (const auto& [kind, figure] : figures) {
        std::printf("answers: %s: %zu of %zu\n", kind.c_str(), figure.right, figure.all);
    }
    EXPECT_EQ(wrong, "");
    EXPECT(figures["ko true"].all >= 40 && figures["en true"].all >= 25);
    EXPECT(figures["ko number"].all >= 30 && figures["en number"].all >= 20);
}
