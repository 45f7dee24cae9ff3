#include "slack/people/person.hpp"

#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

namespace {

std::optional<Person> read(const std::string& user) {
    const base::Json json = base::Json::parse(user, {.allow_nul = true});
    return read_person(json.view(), "T1", std::nullopt);
}

std::optional<Person> read_in_organization(const std::string& user) {
    const base::Json json = base::Json::parse(user);
    return read_person(json.view(), "T1", "E1");
}

}  // namespace

TEST(person_is_what_slack_says_of_them) {
    const auto person = read(
        R"({"id":"U1","team_id":"T1","name":"jiho","real_name":"이지호","is_email_confirmed":true,"tz":"Asia/Seoul",)"
        R"("updated":1700000000,"profile":{"email":"jiho@hanbit.example"}})");
    EXPECT_EQ(person->name, std::string("이지호"));
    EXPECT_EQ(person->email, std::string("jiho@hanbit.example"));
    EXPECT(person->email_is_confirmed && !person->is_bot && !person->is_guest && !person->deleted);
    EXPECT(person->changed_at == base::Timestamp(std::chrono::seconds(1'700'000'000)));
}

TEST(who_is_of_another_workspace_is_nobody_here) {
    EXPECT(!read(R"({"id":"U1","team_id":"T2"})"));
    EXPECT(!read(R"({"id":"U1","team_id":"T1","is_stranger":true})"));
    EXPECT(!read(R"({"team_id":"T1"})"));
    EXPECT(read(R"({"id":"U1"})"));
}

TEST(person_of_an_organization_is_in_each_of_their_workspaces) {
    EXPECT(read_in_organization(R"({"id":"U1","team_id":"E1"})"));
    EXPECT(read_in_organization(
        R"({"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E1","teams":["T2","T1"]}})"));
    EXPECT(read_in_organization(R"({"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E1"}})"));
    EXPECT(
        !read_in_organization(R"({"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E1","teams":["T2"]}})"));
    EXPECT(
        !read_in_organization(R"({"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E2","teams":["T1"]}})"));
    EXPECT(!read_in_organization(R"({"id":"U1","team_id":"T2"})"));
    EXPECT(!read(R"({"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E1","teams":["T1"]}})"));
}

TEST(language_is_one_that_gracy_speaks) {
    EXPECT_EQ(read(R"({"id":"U1","locale":"ko-KR"})")->locale, "ko");
    EXPECT_EQ(read(R"({"id":"U1","locale":"en-GB"})")->locale, "en");
    EXPECT_EQ(read(R"({"id":"U1","locale":"ja-JP"})")->locale, "");
    EXPECT_EQ(read(R"({"id":"U1"})")->locale, "");
}

TEST(bots_and_guests_are_told_apart) {
    EXPECT(read(R"({"id":"USLACKBOT"})")->is_bot);
    EXPECT(read(R"({"id":"U1","is_bot":true})")->is_bot);
    EXPECT(read(R"({"id":"U1","is_restricted":true})")->is_guest);
    EXPECT(read(R"({"id":"U1","is_ultra_restricted":true})")->is_guest);
}

TEST(text_that_cannot_be_kept_is_none) {
    EXPECT(read(R"({"id":"U1","real_name":"a\u0000b","name":"ab"})")->name == "ab");
    EXPECT(read(R"({"id":"U1","profile":{"email":")" + std::string(400, 'x') + R"("}})")->email.empty());
    EXPECT(!read(R"({"id":"U1","updated":-1})")->changed_at);
}

TEST(page_leads_to_the_next_one_or_is_none) {
    const auto page = [](const std::string& text) {
        const base::Json json = base::Json::parse(text);
        return read_people(json.view(), "T1", std::nullopt);
    };
    const auto last = page(R"({"ok":true,"members":[{"id":"U1"},{"id":"U2","team_id":"T2"}]})");
    EXPECT(last->people.size() == 1 && last->next_cursor.empty());
    EXPECT_EQ(page(R"({"members":[],"response_metadata":{"next_cursor":"abc="}})")->next_cursor, std::string("abc="));
    EXPECT(!page(R"({"ok":true})"));
    EXPECT(!page(R"({"members":[],"response_metadata":{"next_cursor":"a b"}})"));
    EXPECT(!page(R"({"members":[],"response_metadata":{"next_cursor":")" + std::string(1001, 'x') + R"("}})"));
}
