#include "assistant/model/server_error.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace gracy::assistant {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto codes_of_filters =
    std::to_array<std::string_view>({"content_filter", "content_policy_violation", "responsibleaipolicyviolation"});
constexpr auto of_schema = std::to_array<std::string_view>({"response_format", "json_schema", "json_object", "strict"});
constexpr auto of_tools =
    std::to_array<std::string_view>({"tools", "tool_choice", "tool", "function", "functions", "parallel_tool_calls"});
constexpr auto of_usage = std::to_array<std::string_view>({"stream_options", "include_usage"});
constexpr auto of_limits = std::to_array<std::string_view>({"max_tokens", "max_completion_tokens", "temperature"});
// Without one of them a message that names a member is about something else: "reduce the length of the messages or
// functions".
constexpr auto complaints =
    std::to_array<std::string_view>({"support", "unknown", "unrecogni", "unexpected", "not permitted", "not allowed",
                                     "must be", "requires", "invalid", "extra fields", "not implemented"});

bool is_of_name(char c) {
    return (c >= 'a' && c <= 'z') || base::ascii::is_digit(c) || c == '_';
}

/// As a whole word.
bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_of_name(text[at - 1])) && (end == text.size() || !is_of_name(text[end]))) {
            return true;
        }
    }
    return false;
}

/// {"error": {"code", "param", "message"}} in lower case; of any other body the whole is the message.
class Complaint {
  public:
    explicit Complaint(std::string_view body) : message_(base::ascii::lower(body)) {
        try {
            const base::Json json = base::Json::parse(body, {.bytes = largest_completion, .depth = 64});
            const base::JsonView error = json["error"];
            if (error.is_object()) {
                code_ = base::ascii::lower(error["code"].string().value_or(""));
                param_ = base::ascii::lower(error["param"].string().value_or(""));
                message_ = base::ascii::lower(error["message"].string().value_or(""));
                inner_code_ = base::ascii::lower(error["innererror"]["code"].string().value_or(""));
            }
        } catch (const base::JsonError&) {
            // A gateway's page, perhaps: it is read as it is.
        }
    }

    bool is_of_filter() const {
        return std::ranges::any_of(codes_of_filters,
                                   [this](std::string_view code) { return code_ == code || inner_code_ == code; });
    }

    bool is_about(Words names) const {
        if (!param_.empty()) {
            const std::string_view param = std::string_view(param_).substr(0, param_.find_first_of(".["));
            return std::ranges::find(names, param) != names.end();
        }
        return code_ != "context_length_exceeded" &&
               std::ranges::any_of(names, [this](std::string_view name) { return has_word(message_, name); }) &&
               std::ranges::any_of(complaints, [this](std::string_view word) { return message_.contains(word); });
    }

    /// Of members that everybody knows, but not in any value: "supports at most 4096" is about the value.
    bool knows_none_of(Words names) const {
        return is_about(names) && (code_.starts_with("unsupported") || message_.contains("unsupported") ||
                                   message_.contains("not support"));
    }

  private:
    std::string code_;
    std::string inner_code_;
    std::string param_;
    std::string message_;
};

bool knows_less(OutputMode mode, const Complaint& complaint) {
    return ((mode == OutputMode::json_schema || mode == OutputMode::json_object) && complaint.is_about(of_schema)) ||
           (mode == OutputMode::forced_tool && complaint.is_about(of_tools));
}

}  // namespace

Trouble trouble_of(const io::HttpResponse& response, const RequestOptions& asked) {
    const int status = response.status;
    const bool is_about_request = status == 400 || status == 404 || status == 422 || status == 501;
    const Complaint complaint(is_about_request ? std::string_view(response.body) : std::string_view());
    if (complaint.is_of_filter()) {
        return Trouble::declined;
    }
    if (asked.stream && asked.usage && complaint.is_about(of_usage)) {
        return Trouble::unknown_usage;
    }
    if (knows_less(asked.mode, complaint)) {
        return Trouble::unknown_mode;
    }
    if (asked.tools && complaint.is_about(of_tools)) {
        return Trouble::unknown_tools;
    }
    if (asked.limits == Limits::classic && complaint.knows_none_of(of_limits)) {
        return Trouble::unknown_limits;
    }
    if (status == 408 || status == 429 || status >= 500) {
        return Trouble::overloaded;
    }
    return status == 400 || status == 413 || status == 422 ? Trouble::refused : Trouble::misconfigured;
}

}  // namespace gracy::assistant
