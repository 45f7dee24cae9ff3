#include "wellbeing/feeling_card.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

const access::NoteKeys keys = access::Keys::derive(std::string(32, 'k')).notes;
const wellbeing::NotePlace place{7, 11, base::Date(std::chrono::days(20000))};
constexpr std::string_view card =
    R"({"valence":-1,"arousal":"low","emotions":[{"label":"fatigue","intensity":2,"evidence":"지쳤다"}],"topics":["workload"],"risk":"distress","confidence":"mid"})";

std::string written(base::JsonView shown, http::Language language) {
    base::JsonWriter json;
    wellbeing::write_card(json, shown, language);
    return json.take();
}

}  // namespace

TEST(a_card_opens_for_its_author_and_day_alone) {
    const auto sealed = wellbeing::seal_card(keys, place, card);
    const auto opened = wellbeing::open_card(keys, place, keys.current.id, sealed);
    EXPECT(opened);
    EXPECT_EQ(written(opened->view(), http::Language::korean),
              R"({"valence":-1,"arousal":"low","confidence":"mid","emotions":[{"label":"fatigue","name":"지침",)"
              R"("intensity":2,"evidence":"지쳤다"}],"topics":[{"label":"workload","name":"업무량"}]})");
    EXPECT(!wellbeing::open_card(keys, {8, 11, place.on_date}, keys.current.id, sealed));
    EXPECT(!wellbeing::open_card(keys, {7, 12, place.on_date}, keys.current.id, sealed));
    EXPECT(!wellbeing::open_card(keys, {7, 11, place.on_date + std::chrono::days(1)}, keys.current.id, sealed));
    EXPECT(!wellbeing::open_card(keys, place, "00000000", sealed));
    EXPECT(!wellbeing::open_note(keys, place, keys.current.id, sealed));
}

TEST(what_is_shown_to_somebody_is_theirs_alone_and_quotes_nothing) {
    const base::Json whole = base::Json::parse(card);
    const auto sealed = wellbeing::seal_shared_card(keys, place, 21, whole.view());
    EXPECT(!wellbeing::open_shared_card(keys, place, 22, keys.current.id, sealed));
    EXPECT(!wellbeing::open_card(keys, place, keys.current.id, sealed));
    const auto opened = wellbeing::open_shared_card(keys, place, 21, keys.current.id, sealed);
    EXPECT(opened);
    EXPECT(!(*opened)["risk"]);
    const std::string shown = written(opened->view(), http::Language::english);
    EXPECT(shown.contains(R"("evidence":null)"));
    EXPECT(shown.contains(R"("name":"fatigue")"));
    EXPECT(!shown.contains("지쳤다"));
}
