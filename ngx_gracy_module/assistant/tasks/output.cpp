#include "assistant/tasks/output.hpp"

#include "assistant/answers/safe_text.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace gracy::assistant {
namespace {

constexpr base::JsonLimits limits{.bytes = 64 * 1024, .depth = 16};
// Our own text again, in which the names of personal data have become longer.
constexpr base::JsonLimits revealed_limits{.bytes = 64 * limits.bytes, .depth = limits.depth};

/// Writes a value again with its texts composed and revealed, and notes what none of them may have.
class Revealer {
  public:
    Revealer(const Mask& mask, std::span<const OutputCheck> checks) : mask_(mask), checks_(checks) {}

    void write(base::JsonView value, const std::string& where) {
        if (value.is_object()) {
            json_.open_object();
            for (const auto& [name, member] : value.members()) {
                json_.key(name);
                write(member, where + "/" + std::string(name));
            }
            json_.close_object();
        } else if (value.is_array()) {
            json_.open_array();
            for (std::size_t i = 0; i < value.size(); ++i) {
                write(value[i], fmt::format("{}/{}", where, i));
            }
            json_.close_array();
        } else if (const auto text = value.string()) {
            const std::string composed = base::to_nfc(*text);
            // What the member wrote is theirs to read.
            if (const auto why = is_quoted(checks_, where) ? std::nullopt : why_unsafe(composed)) {
                faults.push_back(fmt::format("{}: {}", where, *why));
            }
            json_.value(mask_.reveal(composed));
        } else {
            const std::string plain = value.dump();
            json_.value(base::RawJson{plain});
        }
    }
    std::string take() { return json_.take(); }

    std::vector<std::string> faults;

  private:
    const Mask& mask_;
    const std::span<const OutputCheck> checks_;
    base::JsonWriter json_{4096};
};

}  // namespace

std::expected<std::string, Rejection> check_output(std::string_view output, const TaskKind& kind,
                                                   const TaskInputs& inputs, const Mask& mask) {
    base::Json json;
    try {
        json = base::Json::parse(output, limits);
    } catch (const base::JsonError& error) {
        return std::unexpected(Rejection{.form = true, .reasons = {fmt::format("it is not JSON: {}", error.what())}});
    }
    if (auto violations = kind.schema.violations(json.view()); !violations.empty()) {
        return std::unexpected(Rejection{.form = true, .reasons = std::move(violations)});
    }
    Revealer revealer(mask, kind.checks);
    revealer.write(json.view(), "#");
    std::string revealed = revealer.take();
    const base::Json shown = base::Json::parse(revealed, revealed_limits);
    std::vector<std::string> faults = std::move(revealer.faults);
    for (std::string& fault : faults_of(kind.checks, shown.view(), inputs)) {
        faults.push_back(std::move(fault));
    }
    if (!faults.empty()) {
        faults.resize(std::min(faults.size(), JsonSchema::most_violations));
        return std::unexpected(Rejection{.form = false, .reasons = std::move(faults)});
    }
    return revealed;
}

}  // namespace gracy::assistant
