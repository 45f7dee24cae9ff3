#include "worker/documents_configuration.hpp"

#include "mongodb/connection_string.hpp"
#include "worker/secret_file.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

constexpr std::string_view example = "mongodb://gracy@db1.example.com,db2.example.com/gracy?replicaSet=rs0&tls=true";
constexpr std::string_view default_database = "gracy";

void read_target(TomlSection& section, DocumentsConfiguration& documents, bool has_password,
                 std::vector<std::string>& warnings) {
    try {
        const auto target = mongodb::ConnectionString::parse(documents.mongodb);
        documents.database = target.database.empty() ? default_database : target.database;
        if (target.credential && !target.credential->password.empty()) {
            section.complain("mongodb", "holds a password; write it into a file, and password_file = \"FILE\"");
        } else if (target.credential.has_value() != has_password) {
            section.complain("password_file", has_password ? "is given and no user; write mongodb://user@host/..."
                                                           : "is missing; the user of mongodb needs a password");
        }
        for (const std::string& warning : target.warnings) {
            warnings.push_back("[documents] mongodb: " + warning);
        }
    } catch (const mongodb::ConnectionStringError& error) {
        section.complain("mongodb", fmt::format("cannot be used: {}", error.what()));
    }
}

}  // namespace

std::optional<DocumentsConfiguration> read_documents(TomlSection section, Complaints& complaints,
                                                     std::vector<std::string>& warnings) {
    if (!section.present()) {
        return std::nullopt;
    }
    DocumentsConfiguration documents;
    documents.mongodb = section.required_text("mongodb", example);
    const auto file = section.text("password_file", "mongodb.password");
    if (file) {
        documents.password = read_secret(section, "password_file", *file, complaints, warnings);
    }
    documents.changes = section.boolean("changes").value_or(false);
    if (!documents.mongodb.empty()) {
        read_target(section, documents, file.has_value(), warnings);
    }
    section.finish();
    return documents;
}

}  // namespace gracy::worker
