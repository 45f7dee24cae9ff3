// A page of users.list: whatever it is, whoever is read of it can be kept, and is of the workspace that was asked.
#include "base/json.hpp"
#include "slack/people/person.hpp"
#include "slack/receiving/delivery.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;

namespace {

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    base::Json json;
    try {
        json = base::Json::parse({reinterpret_cast<const char*>(data), size}, {.depth = 100, .allow_nul = true});
    } catch (const base::JsonError&) {
        return 0;
    }
    const auto page = slack::read_people(json.view(), "T1", "E1");
    if (!page) {
        return 0;
    }
    expect(page->people.size() <= slack::people_at_once);
    for (const slack::Person& person : page->people) {
        expect(slack::is_identifier(person.user_id));
        for (const std::string& text : {person.name, person.email, person.tz}) {
            expect(text.size() <= 320 && !text.contains('\0'));
        }
        expect(!person.changed_at || person.changed_at->time_since_epoch().count() >= 0);
    }
    return 0;
}
