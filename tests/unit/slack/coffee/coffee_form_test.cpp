#include "slack/coffee/coffee_form.hpp"

#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

namespace {

const std::string submitted = R"({"blocks": [{"block_id": "status_7"}, {"block_id": "until_7"}, {"block_id": "apart"}],
    "state": {"values": {
        "status_7": {"status": {"selected_option": {"value": "STATUS"}}},
        "until_7": {"until": {"selected_date": UNTIL}},
        "apart": {"recipients": {"selected_options": [{"value": "12"}, {"value": "OTHER"}]}}}}})";

std::string with(std::string text, std::string_view what, std::string_view by) {
    return text.replace(text.find(what), what.size(), by);
}

base::Json view_of(std::string_view status, std::string_view until, std::string_view other) {
    return base::Json::parse(with(with(with(submitted, "STATUS", status), "UNTIL", until), "OTHER", other));
}

}  // namespace

TEST(what_somebody_wants_of_coffee_is_read) {
    const base::Json view = view_of("paused", R"("2026-12-01")", "13");
    const auto wish = read_coffee_form(view.view());
    EXPECT(wish && wish->taking.size() == 1);
    EXPECT_EQ(wish->taking[0].program_id, 7);
    EXPECT_EQ(wish->taking[0].status, "paused");
    EXPECT_EQ(wish->taking[0].until, "2026-12-01");
    EXPECT(wish->apart == std::vector<std::int64_t>({12, 13}));
}

TEST(day_belongs_to_a_pause_alone) {
    const base::Json view = view_of("joined", R"("2026-12-01")", "13");
    EXPECT_EQ(read_coffee_form(view.view()).error(), "until_7");
    // One that stood there before is left over, and not chosen.
    const std::string form =
        R"({"blocks": [{"block_id": "status_7"}, {"block_id": "until_7", "element": {"initial_date": "2026-12-01"}}],
        "state": {"values": {"status_7": {"status": {"selected_option": {"value": "joined"}}},
                             "until_7": {"until": {"selected_date": "2026-12-01"}}}}})";
    const base::Json back = base::Json::parse(form);
    EXPECT_EQ(read_coffee_form(back.view())->taking[0].until, "");
    const base::Json open_end = view_of("paused", "null", "13");
    EXPECT_EQ(read_coffee_form(open_end.view())->taking[0].until, "");
}

TEST(field_that_is_not_filled_in_as_the_form_demands_is_named) {
    const auto field = [](const base::Json& view) { return read_coffee_form(view.view()).error(); };
    EXPECT_EQ(field(view_of("sleeping", "null", "13")), "status_7");
    EXPECT_EQ(field(view_of("paused", R"("soon")", "13")), "until_7");
    EXPECT_EQ(field(view_of("joined", "null", "x")), "apart");
}
