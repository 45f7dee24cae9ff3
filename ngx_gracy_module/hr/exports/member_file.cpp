#include "hr/exports/member_file.hpp"

#include "gracy/sql/exports.hpp"

#include <fmt/format.h>
#include <array>
#include <stdexcept>

namespace gracy::hr {
namespace {

constexpr std::int32_t rows_at_once = 200;

/// What no administrator sees, so that the file has none of it: the member has it in the file of their own
/// (/api/v1/me/export). Of surveys not even that they were answered.
constexpr std::string_view left_out =
    R"("left_out":["check_ins","check_in_preferences","feelings","surveys","private_kudos","anonymous_kudos_given",)"
    R"("coffee_answers","coffee_exclusions","questions","tasks","notices","sessions","tokens","wallets"],)"
    R"("note":{"en":"What only the member sees is not in this file. The member can take all of it from /api/v1/me/export.",)"
    R"("ko":"구성원 본인만 보는 내용은 이 파일에 없어요. 전체는 본인이 /api/v1/me/export에서 받을 수 있어요."})";

class MemberFile final : public Dataset {
  public:
    MemberFile(const FileOrder& order, postgres::Transaction& snapshot)
        : snapshot_(snapshot), team_space_id_(order.team_space_id), member_id_(order.subject_id) {}

    void write_header(std::string& out) override { out += fmt::format("{{{}", left_out); }

    base::Task<std::int64_t> count() override {
        const auto rows = co_await snapshot_.run(sql::exports::count_member_records, team_space_id_, member_id_);
        co_return rows.front().total;
    }

    base::Task<std::size_t> write_next(std::string& out) override {
        if (!has_records_) {
            co_await write_records(out);
            has_records_ = true;
            co_return 1;
        }
        for (; section_ < sections.size(); ++section_, is_begun_ = false) {
            if (!is_begun_) {
                begin_section(out);
            }
            if (const std::size_t written = co_await write_page(out); written > 0) {
                co_return written;
            }
            out += ']';
        }
        out += '}';
        co_return 0;
    }

  private:
    static constexpr std::array<std::string_view, 5> sections{"kudos_given", "kudos_received", "coffee_rounds",
                                                              "announcements", "tickets"};

    base::Task<void> write_records(std::string& out) {
        const auto rows = co_await snapshot_.run(sql::exports::get_member_records, team_space_id_, member_id_);
        const auto kept = rows.first();
        if (!kept) {
            throw std::runtime_error("the member is gone");
        }
        out += fmt::format(R"(,"profile":{},"teams":{},"roles":{},"slack_accounts":{})", kept->profile, kept->teams,
                           kept->roles, kept->slack_accounts);
    }

    void begin_section(std::string& out) {
        out += fmt::format(R"(,"{}":[)", sections[section_]);
        is_begun_ = true;
        is_first_ = true;
        before_at_ = base::Timestamp(std::chrono::sys_days(std::chrono::year(9999) / 1 / 1));
        before_id_ = INT64_MAX;
    }

    base::Task<std::size_t> write_page(std::string& out) {
        switch (section_) {
            case 0:
                return write_gifts(out, sql::exports::list_gifts_given);
            case 1:
                return write_gifts(out, sql::exports::list_gifts_received);
            case 2:
                return write_rows(out, sql::exports::list_coffee_seats);
            case 3:
                return write_rows(out, sql::exports::list_announcements_told);
            default:
                return write_rows(out, sql::exports::list_own_tickets);
        }
    }

    template <class Statement>
    base::Task<std::size_t> write_gifts(std::string& out, const Statement& statement) {
        const auto rows =
            co_await snapshot_.run(statement, team_space_id_, member_id_, before_at_, before_id_, rows_at_once);
        for (const auto& gift : rows) {
            write(out, gift);
            before_at_ = gift.at;
        }
        co_return rows.size();
    }

    template <class Statement>
    base::Task<std::size_t> write_rows(std::string& out, const Statement& statement) {
        const auto rows = co_await snapshot_.run(statement, team_space_id_, member_id_, before_id_, rows_at_once);
        for (const auto& row : rows) {
            write(out, row);
        }
        co_return rows.size();
    }

    template <class Row>
    void write(std::string& out, const Row& row) {
        out += is_first_ ? "" : ",";
        out += row.document;
        is_first_ = false;
        before_id_ = row.id;
    }

    postgres::Transaction& snapshot_;
    std::int64_t team_space_id_;
    std::int64_t member_id_;
    bool has_records_ = false;
    /// The one that is being written.
    std::size_t section_ = 0;
    bool is_begun_ = false;
    bool is_first_ = true;
    base::Timestamp before_at_{};
    std::int64_t before_id_ = 0;
};

}  // namespace

std::unique_ptr<Dataset> member_file(const FileOrder& order, postgres::Transaction& snapshot) {
    return std::make_unique<MemberFile>(order, snapshot);
}

}  // namespace gracy::hr
