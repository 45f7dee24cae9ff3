// JSON into BSON, value by value (BSON 1.1, bsonspec.org).
//
// bson_new_from_json is not used: it reads Extended JSON, so a stranger's {"$oid": ...} would become another type, or
// an error that loses the event. bson_validate is not asked: it calls documents valid whose text is not UTF-8.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace gracy::documents {

/// The tree cannot be kept as a subdocument; see document.hpp for the rules.
struct NotRepresentable {};

class BsonBuilder {
  public:
    BsonBuilder();
    ~BsonBuilder();

    // Each throws std::length_error when the document outgrows BSON, std::invalid_argument for text that is not UTF-8.
    void text(std::string_view key, std::string_view value);
    void int32(std::string_view key, std::int32_t value);
    void int64(std::string_view key, std::int64_t value);
    void boolean(std::string_view key, bool value);
    /// Milliseconds; what is smaller is cut off.
    void date(std::string_view key, base::Timestamp value);
    void bytes(std::string_view key, base::Bytes value);

    /// The members of an object, without the one named `omitted`. Throws NotRepresentable, and then leaves the builder
    /// as it was before.
    void object(std::string_view key, base::JsonView value, std::string_view omitted, int max_depth);

    std::string take() const;

  private:
    // libbson's document; behind a pointer, so that this header needs no libbson.
    struct Document;
    std::unique_ptr<Document> document_;
};

}  // namespace gracy::documents
