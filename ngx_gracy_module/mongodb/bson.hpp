// The documents of commands and replies. What is stored is built elsewhere (documents/) and is bytes in here.
#pragma once

#include "mongodb/error.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::mongodb {

/// A document that is being written. Each member throws std::length_error when the document outgrows BSON.
class BsonWriter {
  public:
    BsonWriter();
    ~BsonWriter();
    BsonWriter(BsonWriter&&) noexcept;
    BsonWriter& operator=(BsonWriter&&) noexcept;

    BsonWriter& int32(std::string_view key, std::int32_t value);
    BsonWriter& int64(std::string_view key, std::int64_t value);
    BsonWriter& boolean(std::string_view key, bool value);
    /// Precondition: UTF-8 without NUL.
    BsonWriter& text(std::string_view key, std::string_view value);
    BsonWriter& bytes(std::string_view key, std::string_view value);
    BsonWriter& document(std::string_view key, const BsonWriter& value);
    BsonWriter& array(std::string_view key, const std::vector<BsonWriter>& values);

    /// Valid until the next member is added.
    std::string_view view() const;

  private:
    struct Document;
    std::unique_ptr<Document> document_;
};

/// A look at a document that came from outside: bounded, and valid as long as the bytes.
class BsonReader {
  public:
    /// Throws ProtocolError unless the bytes are exactly one document whose structure can be followed, at most 32
    /// levels deep.
    static BsonReader over(std::string_view bytes);

    /// Nothing when the member is missing or has another type. Numbers are read from every type of number that holds
    /// a whole one; the truth also from numbers, as servers send "ok".
    std::optional<std::int64_t> integer(std::string_view key) const;
    std::optional<bool> truth(std::string_view key) const;
    std::optional<std::string_view> text(std::string_view key) const;
    std::optional<std::string_view> bytes(std::string_view key) const;
    /// The twelve bytes of an ObjectId.
    std::optional<std::string_view> object_id(std::string_view key) const;
    std::optional<BsonReader> document(std::string_view key) const;
    /// Documents inside an array; empty when the member is no array. Other elements are passed over.
    std::vector<BsonReader> documents(std::string_view key) const;
    /// Text inside an array, in the same way.
    std::vector<std::string> texts(std::string_view key) const;
    bool has(std::string_view key) const;

  private:
    explicit BsonReader(std::string_view bytes) : bytes_(bytes) {}
    std::string_view bytes_;
};

}  // namespace gracy::mongodb
