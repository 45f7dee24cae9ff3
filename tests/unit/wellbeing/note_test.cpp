#include "wellbeing/note.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

const access::NoteKeys keys = access::Keys::derive(std::string(32, 'k')).notes;
const wellbeing::NotePlace place{7, 11, base::Date(std::chrono::days(20000))};

}  // namespace

TEST(a_note_opens_for_its_member_and_day_alone) {
    const auto sealed = wellbeing::seal_note(keys, place, "지친 하루");
    EXPECT_EQ(wellbeing::open_note(keys, place, keys.current.id, sealed).value(), "지친 하루");
    EXPECT(!wellbeing::open_note(keys, {8, 11, place.on_date}, keys.current.id, sealed));
    EXPECT(!wellbeing::open_note(keys, {7, 12, place.on_date}, keys.current.id, sealed));
    EXPECT(!wellbeing::open_note(keys, {7, 11, place.on_date + std::chrono::days(1)}, keys.current.id, sealed));
}

TEST(the_same_words_stay_as_they_are_stored) {
    const auto first = wellbeing::seal_or_keep(keys, place, "note", "", std::nullopt);
    EXPECT(wellbeing::seal_or_keep(keys, place, "note", first.key_id, first.bytes).bytes == first.bytes);
    const auto other = wellbeing::seal_or_keep(keys, place, "another", first.key_id, first.bytes);
    EXPECT_EQ(wellbeing::open_note(keys, place, other.key_id, other.bytes).value(), "another");
    EXPECT(wellbeing::seal_or_keep(keys, place, "note", "00000000", first.bytes).bytes != first.bytes);
}

TEST(a_note_of_another_key_file_is_known_by_its_name) {
    const access::NoteKeys others = access::Keys::derive(std::string(32, 'x')).notes;
    EXPECT(keys.current.id != others.current.id);
    EXPECT_EQ(keys.current.id.size(), 8U);
    EXPECT(!wellbeing::open_note(others, place, keys.current.id, wellbeing::seal_note(keys, place, "note")));
}

TEST(old_key_files_open_what_they_sealed_and_seal_nothing) {
    const std::vector<std::string> old{std::string(32, 'k'), std::string(32, 'y')};
    const access::NoteKeys now = access::Keys::derive(std::string(32, 'x'), old).notes;
    for (const std::string& secret : old) {
        const access::NoteKeys before = access::Keys::derive(secret).notes;
        const auto sealed = wellbeing::seal_note(before, place, "note");
        EXPECT_EQ(wellbeing::open_note(now, place, before.current.id, sealed).value(), "note");
        EXPECT_EQ(wellbeing::seal_or_keep(now, place, "note", before.current.id, sealed).key_id, before.current.id);
        EXPECT_EQ(wellbeing::seal_or_keep(now, place, "other", before.current.id, sealed).key_id, now.current.id);
    }
    EXPECT_THROW(std::invalid_argument, access::Keys::derive(std::string(32, 'x'), std::vector{std::string("short")}));
}
