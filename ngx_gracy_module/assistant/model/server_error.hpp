// Why a server of a model does not answer, as far as its HTTP response tells: servers have no common code for most of
// it.
#pragma once

#include "assistant/model/completion.hpp"
#include "io/http_client.hpp"

namespace gracy::assistant {

enum class Trouble : unsigned char {
    overloaded,      // later, perhaps
    misconfigured,   // its key, its address or its model: not before somebody has looked
    declined,        // its filter does not let the prompt through
    refused,         // this request, and any other way of asking it
    unknown_mode,    // how the form was asked for
    unknown_tools,   // that there are tools
    unknown_limits,  // how the answer's length and its temperature were given
    unknown_usage,   // that a stream tells the usage
};

/// Precondition: the status is not 200. `asked`: how, with `tools` only where there were some.
Trouble trouble_of(const io::HttpResponse& response, const RequestOptions& asked);

}  // namespace gracy::assistant
