#include "hr/exports/row_format.hpp"

#include "base/csv.hpp"
#include "base/json_writer.hpp"

#include <utility>

namespace gracy::hr {
namespace {

class CsvRows final : public RowFormat {
  public:
    void header(std::span<const std::string_view> columns) override {
        for (const std::string_view column : columns) {
            csv_.field(column);
        }
        csv_.end_row();
    }
    void row(std::span<const std::string_view>, std::span<const Cell> cells) override {
        for (const Cell& cell : cells) {
            if (cell.kind == Cell::Kind::number) {
                csv_.number(cell.text);
            } else {
                csv_.field(cell.text);
            }
        }
        csv_.end_row();
    }
    std::size_t size() const override { return csv_.size(); }
    std::string take() override { return csv_.take(); }

  private:
    base::CsvWriter csv_;
};

class JsonRows final : public RowFormat {
  public:
    void header(std::span<const std::string_view>) override {}
    void row(std::span<const std::string_view> columns, std::span<const Cell> cells) override {
        base::JsonWriter json(512);
        json.open_object();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            json.key(columns[i]);
            switch (cells[i].kind) {
                case Cell::Kind::nothing:
                    json.value(std::nullopt);
                    break;
                case Cell::Kind::text:
                    json.value(cells[i].text);
                    break;
                case Cell::Kind::number:
                    json.value(base::RawJson{cells[i].text});
                    break;
            }
        }
        json.close_object();
        text_ += json.take();
        text_ += '\n';
    }
    std::size_t size() const override { return text_.size(); }
    std::string take() override { return std::exchange(text_, {}); }

  private:
    std::string text_;
};

}  // namespace

std::unique_ptr<RowFormat> row_format(std::string_view name) {
    if (name == "csv") {
        return std::make_unique<CsvRows>();
    }
    return std::make_unique<JsonRows>();
}

std::string_view content_type_of(std::string_view format) {
    if (format == "json") {
        return "application/json";
    }
    return format == "csv" ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson";
}

}  // namespace gracy::hr
