// The recorded answers of tests/data/assistant/evaluation, good and bad, in both languages: what is invented or turned
// round is caught, and nothing true is refused. The figures are printed.
#include "assistant/answers/policy_answer.hpp"
#include "assistant_cases.hpp"
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

/// As the table of synonyms has it.
bool name_annual_leave(std::string_view one, std::string_view other) {
    return one.contains("Annual leave") && other.contains("연차");
}

}  // namespace

TEST(every_invented_number_date_citation_and_opposite_is_caught_and_nothing_true_is_refused) {
    const base::Json data = test::assistant_data("evaluation");
    std::map<std::string, Figures> figures;
    std::string wrong;
    for (const base::JsonView answer : data["answers"].elements()) {
        const std::string_view language = answer["language"].string().value_or("");
        const bool is_true = *answer["shown"].boolean();
        const auto checked = check_answer(test::recorded_output(answer), test::language_of(answer),
                                          test::recorded_passages(answer, data["passages"]), name_annual_leave);
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
    EXPECT(figures["ko opposite"].all >= 15 && figures["en opposite"].all >= 10);
    EXPECT(figures["ko number"].all >= 30 && figures["en number"].all >= 20);
}
