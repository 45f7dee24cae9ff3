// A page of auth.teams.list: whatever it is, whichever workspace is read of it can be kept, and the next page be asked
// for.
#include "base/json.hpp"
#include "slack/installing/workspace_list.hpp"
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
    const auto page = slack::read_workspaces(json.view());
    if (!page) {
        return 0;
    }
    expect(page->workspaces.size() <= slack::workspaces_at_once);
    expect(page->next_cursor.empty() || page->next_cursor.size() <= 1000);
    for (const slack::ListedWorkspace& workspace : page->workspaces) {
        expect(slack::is_identifier(workspace.team_id));
        expect(workspace.name.size() <= 255 && !workspace.name.contains('\0'));
    }
    return 0;
}
