// What a model that obeys an attack writes is not shown, whichever way the attack came in: tests/data/assistant/attacks
// has policies, questions and names, and tests/e2e/test_assistant_attacks.py sends the same through the whole pipeline.
#include "assistant/answers/policy_answer.hpp"
#include "assistant/model/completion.hpp"
#include "assistant_cases.hpp"
#include "base/json_writer.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::assistant;

namespace {

/// The completion of a model that obeys.
std::string completion_of(base::JsonView attack) {
    base::JsonWriter answer;
    answer.open_object();
    answer.field<"answerable">(true);
    answer.field<"language">(attack["language"].string().value_or(""));
    answer.key<"answer">().open_array().open_object();
    answer.field<"text">(attack["says"].string().value_or(""));
    const std::string cite = attack["cite"] ? attack["cite"].dump() : "[1]";
    answer.field<"cite">(base::RawJson{cite});
    answer.close_object().close_array().close_object();
    base::JsonWriter json;
    json.open_object().key<"choices">().open_array().open_object().key<"message">().open_object();
    if (attack["calls"]) {
        json.key<"tool_calls">().open_array();
        for (const base::JsonView call : attack["calls"].elements()) {
            json.open_object().key<"function">().open_object();
            json.field<"name">(call[0].string().value_or(""));
            json.field<"arguments">(call[1].string().value_or(""));
            json.close_object().close_object();
        }
        json.close_array();
    } else {
        const std::string output = attack["output"] ? std::string(*attack["output"].string()) : answer.take();
        json.field<"content">(output);
    }
    json.close_object().close_object().close_array().close_object();
    return json.take();
}

}  // namespace

TEST(what_a_model_that_obeys_an_attack_writes_is_not_shown) {
    const base::Json attacks = test::assistant_data("attacks");
    EXPECT(attacks.view().size() >= 60);
    std::string shown;
    for (const base::JsonView attack : attacks.view().elements()) {
        const Completion completion = parse_completion(completion_of(attack), policy_answer_form());
        if (check_answer(completion.output, test::language_of(attack), test::attacked_passages(attack))) {
            shown += fmt::format("{}; ", *attack["name"].string());
        }
    }
    EXPECT_EQ(shown, "");
}
