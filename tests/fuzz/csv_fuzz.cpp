// Files of people as somebody uploads them: any bytes.
#include "hr/csv_reader.hpp"
#include "hr/people/import_file.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

void read_records(std::string_view text) {
    constexpr hr::CsvLimits limits{.fields = 8, .field_bytes = 64};
    hr::CsvReader reader(text, limits);
    hr::CsvRecord record;
    std::size_t line = 0;
    while (reader.next(record)) {
        // It goes on, so it ends.
        require(record.line > line && record.line <= text.size() + 1);
        line = record.line;
        require(!record.fields.empty() && record.fields.size() <= limits.fields);
        for (const std::string& field : record.fields) {
            require(field.size() <= limits.field_bytes);
        }
    }
}

void read_people(std::string_view text) {
    const hr::ImportFile file = hr::ImportFile::read(text);
    // What goes to the database is always JSON, in UTF-8, and says which line it is from.
    require(base::is_utf8(file.people));
    const base::Json people = base::Json::parse(file.people, {.bytes = file.people.size() + 1, .depth = 4});
    for (const base::JsonView person : people.view().elements()) {
        require(person["line"].integer().value_or(0) > 1 && person["email"].is_string());
    }
    for (const hr::LineError& error : file.errors) {
        require(error.line > 0 && !error.code.empty() && !error.detail.korean.empty());
        require(base::is_utf8(error.column) && base::is_utf8(error.detail.korean));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_records(text);
    read_people(text);
    return 0;
}
