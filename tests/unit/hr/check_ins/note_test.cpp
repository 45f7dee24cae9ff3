#include "hr/check_ins/note.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

const access::Keys keys = access::Keys::derive(std::string(32, 'k'));
const hr::NotePlace place{7, 11, base::Date(std::chrono::days(20000))};

}  // namespace

TEST(a_note_opens_for_its_member_and_day_alone) {
    const auto sealed = hr::seal_note(keys, place, "지친 하루");
    EXPECT_EQ(hr::open_note(keys, place, keys.note_id, sealed).value(), "지친 하루");
    EXPECT(!hr::open_note(keys, {8, 11, place.on_date}, keys.note_id, sealed));
    EXPECT(!hr::open_note(keys, {7, 12, place.on_date}, keys.note_id, sealed));
    EXPECT(!hr::open_note(keys, {7, 11, place.on_date + std::chrono::days(1)}, keys.note_id, sealed));
}

TEST(a_note_of_another_key_file_is_known_by_its_name) {
    const access::Keys others = access::Keys::derive(std::string(32, 'x'));
    EXPECT(keys.note_id != others.note_id);
    EXPECT_EQ(keys.note_id.size(), 8U);
    EXPECT(!hr::open_note(others, place, keys.note_id, hr::seal_note(keys, place, "note")));
}
