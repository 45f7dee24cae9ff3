#include "assistant/answers/tools.hpp"

#include "assistant/answers/prompt.hpp"
#include "assistant/schema/json_schema.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/timestamp.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::assistant {
namespace {

using access::Scope;
using base::JsonView;
using http::Text;

constexpr std::int32_t passages_wanted = 4;
constexpr std::int32_t most_rows = 20;
constexpr std::int32_t most_people = 5;
constexpr base::JsonLimits limits{.bytes = 4096, .depth = 4};

constexpr std::string_view no_arguments =
    R"({"type":"object","additionalProperties":false,"required":[],"properties":{}})";
constexpr std::string_view query_argument =
    R"({"type":"object","additionalProperties":false,"required":["query"],"properties":{)"
    R"("query":{"type":"string","minLength":1,"maxLength":200}}})";
constexpr std::string_view name_argument =
    R"({"type":"object","additionalProperties":false,"required":["name"],"properties":{)"
    R"("name":{"type":"string","minLength":1,"maxLength":50}}})";
constexpr std::string_view days_arguments =
    R"({"type":"object","additionalProperties":false,"required":["from","to"],"properties":{)"
    R"("from":{"type":"string","minLength":10,"maxLength":10,"description":"YYYY-MM-DD"},)"
    R"("to":{"type":"string","minLength":10,"maxLength":10,"description":"YYYY-MM-DD"}}})";

}  // namespace

struct Tools::Kind {
    std::string_view name;
    std::string_view description;
    std::string_view parameters;
    Scope scope;
    /// Only for the asker's eyes.
    bool is_own;
    base::Task<std::vector<Passage>> (Tools::*run)(JsonView arguments);
};

const std::vector<Tools::Kind>& Tools::kinds() {
    static const std::vector<Kind> all{
        {"search_policies", "Search the company's policies.", query_argument, Scope::policies_read, false,
         &Tools::search_policies},
        {"get_my_allowance", "The recognition points that the asker may still give.", no_arguments, Scope::kudos_read,
         true, &Tools::my_allowance},
        {"get_my_profile", "The asker's title, department, manager and first day.", no_arguments, Scope::people_read,
         true, &Tools::my_profile},
        {"list_holidays", "The company's holidays between two days, a year apart at most.", days_arguments,
         Scope::celebrations_read, false, &Tools::holidays},
        {"list_celebrations", "Birthdays and anniversaries of the next 30 days that people share.", no_arguments,
         Scope::celebrations_read, false, &Tools::celebrations},
        {"find_person", "Title and department of people with a name.", name_argument, Scope::people_read, false,
         &Tools::find_person},
    };
    return all;
}

Tools::Tools(postgres::Database& database, const PassageSource& passages, Asker asker)
    : database_(database), passages_(passages), asker_(asker) {}

bool Tools::may_use(const Kind& kind) const {
    return access::includes(asker_.scopes, kind.scope) && !(kind.is_own && asker_.is_overheard);
}

std::vector<Tool> Tools::offered() const {
    std::vector<Tool> tools;
    for (const Kind& kind : kinds()) {
        if (may_use(kind)) {
            const JsonSchema schema(base::Json::parse(kind.parameters));
            tools.push_back({std::string(kind.name), std::string(kind.description), schema.wire()});
        }
    }
    return tools;
}

base::Task<Tools::Result> Tools::run(const ToolCall& call, std::vector<Passage>& passages) {
    const auto kind = std::ranges::find(kinds(), std::string_view(call.name), &Kind::name);
    if (kind == kinds().end() || !may_use(*kind)) {
        co_return Result{.text = "There is no such tool.", .refused = true};
    }
    base::Json arguments;
    try {
        arguments = base::Json::parse(call.arguments, limits);
    } catch (const base::JsonError& error) {
        co_return Result{.text = fmt::format("The arguments are not JSON: {}", error.what()), .refused = true};
    }
    const JsonSchema schema(base::Json::parse(kind->parameters));
    if (const auto violations = schema.violations(arguments.view()); !violations.empty()) {
        co_return Result{.text = "The arguments are refused: " + violations.front(), .refused = true};
    }
    const std::vector<Passage> found = co_await (this->*kind->run)(arguments.view());
    std::string text;
    for (const Passage& passage : found) {
        auto known = std::ranges::find_if(passages, [&passage](const Passage& other) {
            return passage.is_of_policy()
                       ? other.id == passage.id
                       : !other.is_of_policy() && other.title == passage.title && other.text == passage.text;
        });
        if (known == passages.end()) {
            known = passages.insert(passages.end(), passage);
            if (!passage.is_of_policy()) {
                known->id = -static_cast<std::int64_t>(passages.size());
            }
        }
        text += passage_text(*known, static_cast<std::size_t>(known - passages.begin()));
    }
    co_return Result{.text = text.empty() ? "Nothing was found." : std::move(text)};
}

Passage Tools::fact(Text title, std::string text) const {
    Passage passage;
    passage.title = title.in(asker_.language);
    passage.text = std::move(text);
    return passage;
}

base::Task<std::vector<Passage>> Tools::search_policies(JsonView arguments) {
    co_return co_await passages_(asker_.team_space_id, std::string(*arguments["query"].string()), passages_wanted);
}

base::Task<std::vector<Passage>> Tools::my_allowance(JsonView) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_my_allowance, asker_.team_space_id, asker_.member_id);
    std::vector<Passage> facts;
    if (const auto mine = rows.first()) {
        const Text form{"Recognition points to give: {} granted, {} given, {} left. Renewed on {}.",
                        "줄 수 있는 칭찬 포인트: 받은 포인트 {}, 준 포인트 {}, 남은 포인트 {}. {}에 새로 받아요."};
        facts.push_back(fact({"Your allowance", "내 칭찬 포인트"},
                             fmt::format(fmt::runtime(form.in(asker_.language)), mine->granted, mine->spent, mine->left,
                                         base::to_text(mine->resets_on))));
    }
    co_return facts;
}

base::Task<std::vector<Passage>> Tools::my_profile(JsonView) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_my_profile, asker_.team_space_id, asker_.member_id);
    std::vector<Passage> facts;
    if (const auto me = rows.first()) {
        const Text form{"Title: {}. Department: {}. Manager: {}. First day: {}.",
                        "직함: {}. 부서: {}. 관리자: {}. 입사일: {}."};
        facts.push_back(fact({"Your profile", "내 프로필"},
                             fmt::format(fmt::runtime(form.in(asker_.language)), me->title.value_or("-"),
                                         me->department_name.value_or("-"), me->manager_name.value_or("-"),
                                         me->hired_on ? base::to_text(*me->hired_on) : "-")));
    }
    co_return facts;
}

base::Task<std::vector<Passage>> Tools::holidays(JsonView arguments) {
    const auto from = http::parse_date(*arguments["from"].string());
    const auto to = http::parse_date(*arguments["to"].string());
    std::vector<Passage> facts;
    if (!from || !to) {
        co_return facts;
    }
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_holidays, asker_.team_space_id, *from, *to, most_rows);
    std::string text;
    for (const auto row : rows) {
        const bool in_english = asker_.language == http::Language::english && row.name_en.has_value();
        text += fmt::format("{}: {}\n", base::to_text(row.on_date), in_english ? *row.name_en : row.name);
    }
    if (text.empty()) {
        const Text none{"There are no holidays from {} to {}: the company has no day off then.",
                        "{}부터 {}까지는 휴일이 없어요. 회사가 쉬는 날이 아니에요."};
        text = fmt::format(fmt::runtime(none.in(asker_.language)), base::to_text(*from), base::to_text(*to));
    }
    facts.push_back(fact({"Holidays", "휴일"}, std::move(text)));
    co_return facts;
}

base::Task<std::vector<Passage>> Tools::celebrations(JsonView) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_celebrations, asker_.team_space_id, most_rows);
    std::string text;
    for (const auto row : rows) {
        const Text kind = row.kind == "birthday"       ? Text{"birthday", "생일"}
                          : row.kind == "anniversary"  ? Text{"work anniversary", "입사 기념일"}
                          : row.kind == "hundred_days" ? Text{"hundred days in the company", "입사 100일"}
                                                       : Text{"new in the company", "새로 입사"};
        text += fmt::format("{}: {}, {}\n", base::to_text(row.on_date), row.name, kind.in(asker_.language));
    }
    if (text.empty()) {
        text = Text{"Nobody shares a birthday or an anniversary of the next 30 days.",
                    "앞으로 30일 동안 공개된 생일이나 기념일이 없어요."}
                   .in(asker_.language);
    }
    std::vector<Passage> facts;
    facts.push_back(fact({"Celebrations", "축하할 일"}, std::move(text)));
    co_return facts;
}

base::Task<std::vector<Passage>> Tools::find_person(JsonView arguments) {
    postgres::Client client(database_);
    const std::string_view name = *arguments["name"].string();
    const auto rows = co_await client.read(sql::assistant::find_person, asker_.team_space_id, name, most_people);
    std::string text;
    for (const auto row : rows) {
        text += fmt::format("{}: {}, {}\n", row.name, row.title.value_or("-"), row.department_name.value_or("-"));
    }
    if (text.empty()) {
        // Without the name, which may be personal data that the model was not told.
        text = Text{"Nobody of that name is a member: there is no such person here.",
                    "그 이름의 구성원은 없어요. 찾은 사람이 없어요."}
                   .in(asker_.language);
    }
    std::vector<Passage> facts;
    facts.push_back(fact({"People", "구성원"}, std::move(text)));
    co_return facts;
}

}  // namespace gracy::assistant
