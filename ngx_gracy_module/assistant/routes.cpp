#include "assistant/routes.hpp"

#include "assistant/answers/handlers.hpp"

#include <array>

namespace gracy::assistant {
namespace {

using access::Route;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    Route{Method::post, "/api/v1/qa/threads", Surface::hr, Scope::policies_read, signed_in, 2, ask_question,
          "Ask the assistant about the policies"},
    Route{Method::get, "/api/v1/qa/threads/{id}", Surface::hr, Scope::policies_read, signed_in, 1, get_question,
          "What came of a question"},
};

}  // namespace

std::span<const access::Route> routes() {
    return table;
}

}  // namespace gracy::assistant
