#include "hr/people/import_file.hpp"

#include "test.hpp"

using namespace gracy;
using hr::ImportFile;

namespace {

std::string people_of(std::string_view csv) {
    const ImportFile file = ImportFile::read(csv);
    EXPECT(file.errors.empty());
    return file.people;
}

std::string errors_of(std::string_view csv) {
    std::string result;
    for (const hr::LineError& error : ImportFile::read(csv).errors) {
        result += fmt::format("{} {} {};", error.line, error.column, error.code);
    }
    return result;
}

}  // namespace

TEST(columns_are_named_in_both_languages_in_any_order) {
    EXPECT_EQ(people_of("Name,E-Mail\n가,a@b.c\n"), R"([{"line":2,"name":"가","email":"a@b.c"}])");
    EXPECT_EQ(
        people_of("이메일,관리자 이메일,생년월일,음력\na@b.c,d@e.f,1990.02.03,음력\n"),
        R"([{"line":2,"email":"a@b.c","manager_email":"d@e.f","birth_year":1990,"birth_month":2,"birth_day":3,"birth_lunar":true}])");
    EXPECT_EQ(people_of("email,입사일,상태\na@b.c,2026/11/21,휴직\n"),
              R"([{"line":2,"email":"a@b.c","hired_on":"2026-11-21","status":"on_leave"}])");
}

TEST(blank_cells_and_columns_of_our_own_export_say_nothing) {
    EXPECT_EQ(people_of("id,email,name,title,manager\n7,a@b.c, 가 나 ,,아무개\n"),
              R"([{"line":2,"email":"a@b.c","name":"가 나"}])");
    EXPECT_EQ(people_of("email,name\na@b.c,'=SUM(A1)\n"), R"json([{"line":2,"email":"a@b.c","name":"=SUM(A1)"}])json");
}

TEST(text_is_composed) {
    EXPECT_EQ(people_of("email,name\na@b.c,\u1100\u1161\n"), R"([{"line":2,"email":"a@b.c","name":"가"}])");
}

TEST(a_birthday_needs_no_year) {
    EXPECT_EQ(people_of("email,birthday\na@b.c,05-17\n"),
              R"([{"line":2,"email":"a@b.c","birth_month":5,"birth_day":17}])");
    for (const char* day : {"5-17", "05-32", "13-01", "1890-01-01", "00-10", "05-1x", "2000-05", "05-17-"}) {
        EXPECT_EQ(errors_of(fmt::format("email,birthday\na@b.c,{}\n", day)), "2 birthday not_a_birthday;");
    }
}

TEST(skills_stand_between_semicolons) {
    EXPECT_EQ(people_of("email,기술\na@b.c,Rust; 데이터 분석;;C++ \n"),
              R"([{"line":2,"email":"a@b.c","skills":["Rust","데이터 분석","C++"]}])");
    EXPECT_EQ(errors_of("email,skills\na@b.c,ok;" + std::string(51, 'x') + "\n"), "2 skills bad_skills;");
    std::string many = "0";
    for (int i = 1; i <= 20; ++i) {
        many += ';' + std::to_string(i);
    }
    EXPECT_EQ(errors_of("email,skills\na@b.c," + many + "\n"), "2 skills bad_skills;");
}

TEST(everything_that_is_wrong_is_named) {
    EXPECT_EQ(
        errors_of("email,hired_on,status,locale,lunar\nnobody,2026-02-30,gone,fr,maybe\n"),
        "2 email not_an_email;2 hired_on not_a_date;2 status not_one_of;2 locale not_one_of;2 birth_lunar not_one_of;");
    EXPECT_EQ(errors_of("email,name\n,가\na@b.c\n"), "2 email required;3  wrong_number_of_cells;");
    EXPECT_EQ(errors_of("email,name\na@b.c,\"x\ny\"\n"), "2 name control_character;");
    EXPECT_EQ(errors_of("email,name\na@b.c,\xff\n"), "2 name not_utf8;");
    EXPECT_EQ(errors_of("email,name\na@b.c," + std::string(101, 'x') + "\n"), "2 name bad_length;");
}

TEST(who_stands_in_a_line_that_cannot_be_read_is_in_the_file_all_the_same) {
    const ImportFile file = ImportFile::read("email,name\nHead@b.c,가,too many\na@b.c,나\n");
    EXPECT(file.may_bring("head@B.C"));
    EXPECT(!file.may_bring("a@b.c"));
}

TEST(a_header_that_is_not_understood_ends_it) {
    EXPECT_EQ(errors_of(""), "1  empty;");
    EXPECT_EQ(errors_of("name\nx\n"), "1 email required;");
    EXPECT_EQ(errors_of("email,salary,이메일\nx\n"), "1 salary unknown_column;1 email duplicate;");
}

TEST(a_line_with_a_bad_cell_is_still_looked_at) {
    const ImportFile file = ImportFile::read("email,hired_on,department\na@b.c,soon,없는 팀\n");
    EXPECT_EQ(file.errors.size(), 1U);
    EXPECT_EQ(file.people, R"([{"line":2,"email":"a@b.c","department":"없는 팀"}])");
}

TEST(a_file_has_an_end) {
    std::string csv = "email\n";
    for (std::size_t n = 0; n <= hr::most_imported; ++n) {
        csv += fmt::format("p{}@b.c\n", n);
    }
    EXPECT_EQ(errors_of(csv), fmt::format("{}  too_many_lines;", hr::most_imported + 2));
}
