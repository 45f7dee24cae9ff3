#include "base/text.hpp"

#include "base/unicode.hpp"
#include "test.hpp"

#include <stdexcept>

using namespace gracy::base;

TEST(well_formed_utf8_is_accepted) {
    EXPECT(is_utf8(""));
    EXPECT(is_utf8("plain text that is longer than a word"));
    EXPECT(is_utf8("김민수 Kim, \xc3\xa9, \xf0\x9f\x99\x8f"));
    EXPECT(is_utf8("\xed\x9f\xbf\xee\x80\x80"));  // around the surrogates
    EXPECT(is_utf8("\xf4\x8f\xbf\xbf"));          // U+10FFFF
    EXPECT(is_utf8(std::string_view("\0", 1)));
}

TEST(ill_formed_utf8_is_refused) {
    EXPECT(!is_utf8("\x80"));
    EXPECT(!is_utf8("\xc0\x80"));          // overlong NUL
    EXPECT(!is_utf8("\xc1\xbf"));          // overlong
    EXPECT(!is_utf8("\xe0\x9f\xbf"));      // overlong
    EXPECT(!is_utf8("\xf0\x8f\xbf\xbf"));  // overlong
    EXPECT(!is_utf8("\xed\xa0\x80"));      // a surrogate
    EXPECT(!is_utf8("\xf4\x90\x80\x80"));  // above U+10FFFF
    EXPECT(!is_utf8("\xf5\x80\x80\x80"));
    EXPECT(!is_utf8("\xea\xb9"));  // cut off
    EXPECT(!is_utf8("\xea\xb9z"));
    EXPECT(!is_utf8("eight ok\xff"));
}

TEST(length_is_counted_in_code_points) {
    EXPECT_EQ(code_points(""), 0U);
    EXPECT_EQ(code_points("김민수"), 3U);
    EXPECT_EQ(code_points("a\xf0\x9f\x99\x8fz"), 3U);
}

TEST(what_shows_nothing_is_blank) {
    EXPECT(is_blank(""));
    EXPECT(is_blank(" \t\r\n"));
    EXPECT(is_blank("\xc2\xa0\xe3\x80\x80"));                               // no-break and ideographic space
    EXPECT(is_blank("\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf"));               // zero width
    EXPECT(is_blank("\xe3\x85\xa4 \xef\xbe\xa0\xe2\xa0\x80\xe1\x85\x9f"));  // fillers
    EXPECT(!is_blank("."));
    EXPECT(!is_blank(" ㅋ "));
    EXPECT(!is_blank("\xf0\x9f\x99\x8f"));
}

TEST(what_is_pasted_along_is_left_out_and_what_joins_stays) {
    EXPECT_EQ(without_invisible("team_\u2060spirit\ufeff\u200b\u00ad"), "team_spirit");
    EXPECT_EQ(without_invisible("\u200e주인\u202c의식\u2069"), "주인의식");
    EXPECT_EQ(without_invisible("a b\tc"), "a b\tc");
    const std::string_view family = "\U0001f469\u200d\U0001f4bb";
    EXPECT_EQ(without_invisible(family), family);
    EXPECT_EQ(without_invisible(""), "");
}

TEST(hangul_in_pieces_is_composed) {
    const std::string_view pieces = "\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7";  // U+1100 U+1175 U+11B7
    EXPECT(!is_nfc(pieces));
    EXPECT_EQ(to_nfc(pieces), "김");
    EXPECT(is_nfc("김"));
}

TEST(a_final_consonant_behind_a_syllable_joins_it) {
    const std::string_view text = "\xea\xb8\xb0\xe1\x86\xb7";  // U+AE30 U+11B7
    EXPECT(!is_nfc(text));
    EXPECT_EQ(to_nfc(text), "김");
}

TEST(accents_are_composed) {
    EXPECT(!is_nfc("e\xcc\x81"));
    EXPECT_EQ(to_nfc("e\xcc\x81"), "\xc3\xa9");
    EXPECT(is_nfc("\xc3\xa9"));
    EXPECT(is_nfc("plain"));
    EXPECT(is_nfc("\xf0\x9f\x99\x8f"));
}

TEST(a_nul_survives_composition) {
    const std::string_view text("a\0e\xcc\x81", 5);
    EXPECT_EQ(to_nfc(text), std::string_view("a\0\xc3\xa9", 4));
}

TEST(composing_what_is_not_utf8_is_refused) {
    EXPECT_THROW(std::invalid_argument, to_nfc("\xff"));
}

TEST(marks_are_put_in_their_order) {
    EXPECT_EQ(to_nfc("a\u0301\u0316"), "\u00e1\u0316");  // the one below comes first, and does not stand in between
    EXPECT_EQ(to_nfc("a\u0316\u0301\u0323"), "\u00e1\u0316\u0323");  // those of one class stay as they are
    EXPECT_EQ(to_nfc("q\u0307\u0323"), "q\u0323\u0307");
}

TEST(a_text_of_marks_only_is_composed_like_any_other) {
    std::string text = "a";
    for (int i = 0; i < 250'000; ++i) {
        text += "\u0301";
    }
    for (int i = 0; i < 250'000; ++i) {
        text += "\u0316";
    }
    const std::string composed = to_nfc(text);
    EXPECT_EQ(composed.size(), text.size() - 1);  // an a and its first accent are one character
    EXPECT(composed.starts_with("\u00e1\u0316\u0316"));
    EXPECT_EQ(to_folded("\u00c1" + text).size(), code_points(text));
}

TEST(any_bytes_become_text_that_is_stored) {
    EXPECT_EQ(storable("점검 중"), "점검 중");
    EXPECT_EQ(storable(std::string_view("a\0b", 3)), "a\ufffdb");
    EXPECT_EQ(storable("a\xec\xa0"), "a\ufffd\ufffd");
    EXPECT_EQ(storable("\xff\xea\xb9\x80"), "\ufffd김");
}

TEST(the_beginning_of_a_text_holds_whole_characters) {
    EXPECT_EQ(beginning_of("점검", 6), "점검");
    EXPECT_EQ(beginning_of("점검", 5), "점");
    EXPECT_EQ(beginning_of("점검", 2), "");
    EXPECT_EQ(beginning_of("plain", 3), "pla");
    EXPECT_EQ(beginning_of("plain", 30), "plain");
}
