// For tests of what is known of providers, who are asked nothing.
#pragma once

#include "io/http_client.hpp"

namespace gracy::staking::test {

class NobodyAnswers final : public io::HttpClient {
  public:
    base::Task<io::HttpResponse> send(io::HttpRequest) override { co_return {}; }
};

}  // namespace gracy::staking::test
