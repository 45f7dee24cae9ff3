#include "slack/answers/stream_chunks.hpp"

#include "base/json_writer.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/say.hpp"

#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr std::size_t longest_title = 150;
constexpr std::size_t longest_place = 100;
constexpr std::size_t longest_text = 12'000;

constexpr Text working{"Looking it up", "찾아보고 있어요"};
constexpr Text worked{"What was looked up", "찾아본 내용"};
constexpr Text search{"Search the policies", "회사 규정 찾기"};
constexpr Text writing{"Write the answer", "답변 쓰기"};
constexpr Text check{"Check it against the passages", "규정과 맞는지 확인하기"};
constexpr Text rewriting{"It did not hold against the passages, so it is written again",
                         "규정과 맞지 않는 곳이 있어 다시 쓰고 있어요"};

constexpr std::array<std::pair<std::string_view, Text>, 6> look_ups{
    {{"search_policies", {"Search the policies again", "규정 더 찾기"}},
     {"get_my_allowance", {"Look up your recognition points", "내 칭찬 점수 보기"}},
     {"get_my_profile", {"Look up your profile", "내 프로필 보기"}},
     {"list_holidays", {"Look up holidays", "휴일 보기"}},
     {"list_celebrations", {"Look up celebrations", "축하할 일 보기"}},
     {"find_person", {"Look up people", "구성원 찾기"}}}};

enum class Status : unsigned char { in_progress, complete, error };

std::string_view name_of(Status status) {
    return status == Status::in_progress ? "in_progress" : status == Status::complete ? "complete" : "error";
}

class Chunks {
  public:
    explicit Chunks(Language language) : language_(language) { json_.open_array(); }

    void plan(Text title) {
        json_.open_object();
        json_.field<"type">("plan_update");
        json_.field<"title">(title.in(language_));
        json_.close_object();
    }

    void task(std::string_view id, Text title, Status status, std::string_view output = {}) {
        json_.open_object();
        json_.field<"type">("task_update");
        json_.field<"id">(id);
        json_.field<"title">(shorten(title.in(language_), longest_title));
        json_.field<"status">(name_of(status));
        if (!output.empty()) {
            json_.field<"output">(output);
        }
        json_.close_object();
    }

    void text(std::string_view markdown) {
        if (!markdown.empty()) {
            json_.open_object();
            json_.field<"type">("markdown_text");
            json_.field<"text">(shorten(markdown, longest_text));
            json_.close_object();
        }
    }

    std::string take() {
        json_.close_array();
        return json_.take();
    }

  private:
    base::JsonWriter json_{512};
    const Language language_;
};

/// "취업규칙 › 제15조, ..."
std::string places_of(JsonView step) {
    std::string places;
    for (const JsonView place : step["places"].elements()) {
        places += (places.empty() ? "" : ", ") + shorten(place.string().value_or(""), longest_place);
    }
    return places;
}

bool has_step(JsonView steps, std::string_view name) {
    for (const JsonView step : steps.elements()) {
        if (step["step"].string() == name) {
            return true;
        }
    }
    return false;
}

void add_step(Chunks& chunks, JsonView step) {
    const auto name = step["step"].string();
    if (name == "found") {
        chunks.task("search", search, Status::complete, places_of(step));
        chunks.task("write", writing, Status::in_progress);
    } else if (name == "rewriting") {
        chunks.task("check", rewriting, Status::in_progress);
    } else if (name == "looked_up") {
        for (const auto& [tool, title] : look_ups) {
            if (step["tool"].string() == tool) {
                chunks.task(tool, title, Status::complete);
            }
        }
    }
}

}  // namespace

std::string opening_chunks(Language language) {
    Chunks chunks(language);
    chunks.plan(working);
    chunks.task("search", search, Status::in_progress);
    return chunks.take();
}

std::string progress_chunks(JsonView steps, std::size_t shown, Language language) {
    Chunks chunks(language);
    for (std::size_t i = shown; i < steps.size(); ++i) {
        add_step(chunks, steps[i]);
    }
    return chunks.take();
}

std::string closing_chunks(JsonView steps, const AssistantAnswer& answer, std::string_view markdown) {
    Chunks chunks(answer.language);
    chunks.plan(worked);
    for (const JsonView step : steps.elements()) {
        add_step(chunks, step);
    }
    const bool is_written = answer.outcome == "answered" || answer.outcome == "not_found";
    if (!has_step(steps, "found")) {
        const bool was_searched = is_written || answer.outcome == "passages";
        chunks.task("search", search, was_searched ? Status::complete : Status::error);
    } else {
        chunks.task("write", writing, is_written ? Status::complete : Status::error);
    }
    if (answer.outcome == "answered") {
        chunks.task("check", check, Status::complete);
    } else if (has_step(steps, "rewriting")) {
        chunks.task("check", check, Status::error);
    }
    chunks.text(markdown);
    return chunks.take();
}

std::string text_chunks(std::string_view markdown) {
    Chunks chunks(Language::english);
    chunks.text(markdown);
    return chunks.take();
}

}  // namespace gracy::slack
