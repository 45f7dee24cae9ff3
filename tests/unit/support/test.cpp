#include "test.hpp"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <vector>

extern "C" {
#include <cmocka.h>
}
#undef fail  // a macro that would take our function's name

namespace gracy::test {
namespace {

struct Case {
    const char* name;
    void (*body)();
};

std::vector<Case>& cases() {
    static std::vector<Case> all;
    return all;
}

/// Runs one body; the message of its failure, or an empty string.
std::string run(void (*body)()) {
    try {
        body();
        return {};
    } catch (const Failure& failure) {
        return failure.message;
    } catch (const std::exception& exception) {
        return fmt::format("unexpected exception: {}", exception.what());
    } catch (...) {
        return "unexpected exception of an unknown type";
    }
}

void trampoline(void** state) {
    // Kept in static storage: fail_msg longjmps away, and a local string would leak.
    static char message[4096];
    {
        const std::string text = run(static_cast<const Case*>(*state)->body);
        std::snprintf(message, sizeof message, "%s", text.c_str());
    }
    if (message[0] != '\0') {
        print_error("%s\n", message);
        _fail(__FILE__, __LINE__);
    }
}

}  // namespace

Registration::Registration(const char* name, void (*body)()) {
    cases().push_back({name, body});
}

void fail(const std::string& message, std::source_location where) {
    throw Failure(
        fmt::format("{}:{}: {}", std::filesystem::path(where.file_name()).filename().string(), where.line(), message));
}

}  // namespace gracy::test

int main() {
    using namespace gracy::test;
    std::vector<CMUnitTest> tests;
    for (Case& test : cases()) {
        tests.push_back({test.name, trampoline, nullptr, nullptr, &test});
    }
    return _cmocka_run_group_tests("gracy", tests.data(), tests.size(), nullptr, nullptr);
}
