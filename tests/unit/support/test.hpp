// cmocka for C++.
//
// cmocka's asserts longjmp over destructors, so a body never calls them: EXPECT_* throws, the body's frames unwind,
// and one trampoline reports to cmocka with nothing left on the stack.
#pragma once

#include <fmt/format.h>
#include <concepts>
#include <exception>
#include <source_location>
#include <string>
#include <string_view>

namespace gracy::test {

struct Failure final : std::exception {
    explicit Failure(std::string text) : message(std::move(text)) {}
    const char* what() const noexcept override { return message.c_str(); }
    std::string message;
};

struct Registration {
    Registration(const char* name, void (*body)());
};

[[noreturn]] void fail(const std::string& message, std::source_location where);

template <class T>
std::string show(const T& value) {
    if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_enum_v<T>) {
        return fmt::format("{}", static_cast<long long>(value));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return fmt::format("\"{}\"", std::string_view(value));
    } else if constexpr (fmt::is_formattable<T>::value) {
        return fmt::format("{}", value);
    } else {
        return "(a value)";
    }
}

template <class Left, class Right>
void expect_equal(const Left& left, const Right& right, std::string_view left_text, std::string_view right_text,
                  std::source_location where = std::source_location::current()) {
    if (!(left == right)) {
        fail(fmt::format("{} is {}, not {} ({})", left_text, show(left), show(right), right_text), where);
    }
}

inline void expect_true(bool value, std::string_view text,
                        std::source_location where = std::source_location::current()) {
    if (!value) {
        fail(fmt::format("{} does not hold", text), where);
    }
}

template <class Exception, class Body>
Exception expect_throw(Body body, std::string_view text, std::source_location where = std::source_location::current()) {
    try {
        body();
    } catch (const Exception& exception) {
        return exception;
    }
    fail(fmt::format("{} throws nothing", text), where);
}

}  // namespace gracy::test

#define TEST(name)                                                              \
    static void name();                                                         \
    static const ::gracy::test::Registration name##_registration(#name, &name); \
    static void name()

#define EXPECT_EQ(left, right) ::gracy::test::expect_equal((left), (right), #left, #right)
#define EXPECT(condition) ::gracy::test::expect_true(static_cast<bool>(condition), #condition)
#define EXPECT_THROW(Exception, ...) ::gracy::test::expect_throw<Exception>([&] { (void)(__VA_ARGS__); }, #__VA_ARGS__)
