// What somebody who installs Gracy reads in their browser.
#pragma once

#include "http/language.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <optional>
#include <string>

namespace gracy::slack {

struct Page {
    int status = 200;
    http::Sentence title;
    http::Sentence text;
    /// It is asked for again every second, until there is another one.
    bool waits = false;
    /// Of a page that asks: it posts to the page's own address.
    std::optional<http::Text> button{};
};

/// HTML without scripts, that nobody keeps, and whose address (which may hold a code) is told to no other page. Title
/// and text are plain text.
http::Response respond(const Page& page, http::Language language);

/// For routes that people open: whatever went wrong, in words.
http::Response page_problem(const http::Request& request, const http::Problem& problem);

}  // namespace gracy::slack
