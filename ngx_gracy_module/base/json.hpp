// JSON from outside, as a jansson tree that frees itself.
#pragma once

#include <jansson.h>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::base {

struct JsonLimits {
    std::size_t bytes = 1 << 20;
    /// Objects and arrays inside one another.
    int depth = 32;
    /// Whether "\u0000" may appear: PostgreSQL's text cannot hold it.
    bool allow_nul = false;
};

/// The text is not JSON (RFC 8259), or is more of it than the limits allow.
class JsonError final : public std::exception {
  public:
    enum class Kind : unsigned char {
        syntax,
        encoding,
        duplicate_key,
        nul,
        number,
        too_deep,
        too_large,
        unfinished,
        trailing
    } kind;
    /// Of the last character that was read; both count from 1.
    int line;
    int column;
    /// How many bytes had been read.
    std::size_t offset;
    /// For the log.
    std::string reason;

    JsonError(Kind k, int l, int c, std::size_t o, std::string r)
        : kind(k), line(l), column(c), offset(o), reason(std::move(r)) {}
    const char* what() const noexcept override { return reason.c_str(); }
};

class JsonMembers;
class JsonElements;

/// A look at one value of a tree, or at nothing: a member that is missing is a view that is false, so that a path can
/// be followed without asking at every step. Valid as long as the tree.
class JsonView {
  public:
    JsonView() = default;
    explicit JsonView(const json_t* value) : value_(value) {}

    explicit operator bool() const { return value_ != nullptr; }
    const json_t* get() const { return value_; }

    bool is_object() const { return json_is_object(value_); }
    bool is_array() const { return json_is_array(value_); }
    bool is_string() const { return json_is_string(value_); }
    bool is_integer() const { return json_is_integer(value_); }
    bool is_number() const { return json_is_number(value_); }
    bool is_boolean() const { return json_is_boolean(value_); }
    bool is_null() const { return json_is_null(value_); }

    /// Nothing when the value has another type. Integers are 64 bits wide, larger ones are not read.
    std::optional<std::string_view> string() const;
    std::optional<std::int64_t> integer() const;
    std::optional<double> number() const;
    std::optional<bool> boolean() const;

    /// The member, or a false view.
    JsonView operator[](std::string_view key) const;
    /// The element, or a false view.
    JsonView operator[](std::size_t index) const;
    /// Members or elements; 0 for everything else.
    std::size_t size() const;

    /// In the order of the text.
    JsonMembers members() const;
    JsonElements elements() const;

    /// Compact JSON. Precondition: the view is true.
    std::string dump() const;

  private:
    const json_t* value_ = nullptr;
};

/// For `for (const auto& [key, value] : view.members())`; empty unless the view is an object.
class JsonMembers {
  public:
    struct Member {
        std::string_view key;
        JsonView value;
    };
    class Iterator {
      public:
        Iterator(json_t* object, void* at) : object_(object), at_(at) {}
        Member operator*() const;
        Iterator& operator++();
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        json_t* object_;
        void* at_;
    };

    explicit JsonMembers(const json_t* object) : object_(const_cast<json_t*>(object)) {}
    Iterator begin() const;
    Iterator end() const { return {object_, nullptr}; }

  private:
    json_t* object_;
};

/// For `for (const JsonView element : view.elements())`; empty unless the view is an array.
class JsonElements {
  public:
    class Iterator {
      public:
        Iterator(const json_t* array, std::size_t index) : array_(array), index_(index) {}
        JsonView operator*() const { return JsonView(json_array_get(array_, index_)); }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        bool operator==(const Iterator& other) const { return index_ == other.index_; }

      private:
        const json_t* array_;
        std::size_t index_;
    };

    explicit JsonElements(const json_t* array) : array_(array) {}
    Iterator begin() const { return {array_, 0}; }
    Iterator end() const { return {array_, json_array_size(array_)}; }

  private:
    const json_t* array_;
};

inline JsonMembers JsonView::members() const {
    return JsonMembers(value_);
}
inline JsonElements JsonView::elements() const {
    return JsonElements(value_);
}

/// Owns a tree.
class Json {
  public:
    Json() = default;
    explicit Json(json_t* value) : value_(value) {}

    /// One object or array and nothing behind it, in UTF-8, no key twice. Throws JsonError.
    static Json parse(std::string_view text, const JsonLimits& limits = {});

    JsonView view() const { return JsonView(value_.get()); }
    JsonView operator[](std::string_view key) const { return view()[key]; }
    JsonView operator[](std::size_t index) const { return view()[index]; }
    json_t* get() const { return value_.get(); }
    /// The same tree, not another one.
    Json share() const { return Json(json_incref(value_.get())); }

  private:
    struct Release {
        void operator()(json_t* value) const noexcept { json_decref(value); }
    };
    std::unique_ptr<json_t, Release> value_;
};

}  // namespace gracy::base
