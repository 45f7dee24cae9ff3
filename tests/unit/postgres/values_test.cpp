#include "postgres/conninfo.hpp"
#include "postgres/error.hpp"
#include "postgres/row.hpp"
#include "test.hpp"

#include <array>
#include <stdexcept>

using namespace gracy;
using namespace gracy::postgres;
using namespace std::chrono_literals;

namespace {

std::string advice(const std::string& conninfo) {
    return EXPECT_THROW(std::invalid_argument, Conninfo(conninfo)).what();
}

bool mentions(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

std::string value_of(const std::vector<std::pair<std::string, std::string>>& parameters, std::string_view keyword) {
    for (const auto& [word, value] : parameters) {
        if (word == keyword) {
            return value;
        }
    }
    return "(absent)";
}

base::Bytes bytes(std::string_view text) {
    return base::bytes_of(text);
}

}  // namespace

TEST(a_connection_string_says_what_to_write_instead) {
    EXPECT(mentions(advice("hots=/run"), "host=/run/postgresql"));
    EXPECT(mentions(advice("dbname=gracy"), "no host"));
    EXPECT(mentions(advice("host=/run/postgresql"), "no dbname"));
    EXPECT(mentions(advice("host=db.internal dbname=gracy"), "sslmode"));
    EXPECT(mentions(advice("host=db.internal dbname=gracy sslmode=prefer"), "verify-full"));
    EXPECT(mentions(advice("host=db.internal dbname=gracy sslmode=verify-full"), "write sslrootcert="));
    EXPECT(mentions(advice("host=/run/postgresql dbname=gracy sslmode=verify-ca"), "write sslrootcert="));
    EXPECT(mentions(advice("host=db.internal dbname=gracy sslmode=verify-ca sslrootcert=ca.crt"), "whole path"));
    EXPECT(mentions(advice("host=/run dbname=gracy service=main"), "service"));
    EXPECT(mentions(advice("host=/run dbname=gracy passfile=/root/.pgpass"), "password_file"));
    EXPECT(mentions(advice("host=/run dbname=gracy password=pencil"), "password_file"));
    EXPECT(!mentions(advice("host=/run dbname=gracy password=pencil"), "pencil"));
    EXPECT(mentions(advice("postgresql://gracy:pencil@localhost/gracy?sslmode=require"), "password_file"));
    EXPECT(mentions(advice("host=a,b port=1,2,3 dbname=gracy sslmode=disable"), "ports"));
}

TEST(a_socket_needs_no_sslmode_and_no_lookup) {
    const Conninfo conninfo("host=/run/postgresql dbname=gracy user=gracy_app");
    EXPECT(!Conninfo::needs_lookup(conninfo.hosts()[0]));
    const auto parameters = conninfo.parameters({{}}, "-c a=b", "gracy");
    EXPECT_EQ(value_of(parameters, "host"), "/run/postgresql");
    EXPECT_EQ(value_of(parameters, "hostaddr"), "(absent)");
    EXPECT_EQ(value_of(parameters, "sslmode"), "disable");
    EXPECT_EQ(value_of(parameters, "gssencmode"), "disable");
    EXPECT_EQ(value_of(parameters, "options"), "-c a=b");
}

TEST(a_primary_is_asked_whether_it_is_one) {
    const auto asked = [](const std::string& more, Role role) {
        return value_of(Conninfo("host=/run dbname=gracy" + more, role).parameters({{}}, "", "gracy"),
                        "target_session_attrs");
    };
    EXPECT_EQ(asked("", Role::primary), "primary");
    EXPECT_EQ(asked(" target_session_attrs=any", Role::primary), "any");
    EXPECT_EQ(asked("", Role::any), "(absent)");
    EXPECT_EQ(asked(" target_session_attrs=prefer-standby", Role::any), "prefer-standby");
    EXPECT(mentions(advice("host=/run dbname=gracy target_session_attrs=read-write"), "target_session_attrs=primary"));
    EXPECT(mentions(advice("host=/run dbname=gracy target_session_attrs=standby"), "target_session_attrs=primary"));
}

TEST(a_peer_that_vanished_is_noticed_unless_the_operator_knows_better) {
    const auto parameters =
        Conninfo("host=10.0.0.1 dbname=gracy sslmode=disable keepalives_idle=7").parameters({{}}, "", "gracy");
    EXPECT_EQ(value_of(parameters, "keepalives_idle"), "7");
    EXPECT_EQ(value_of(parameters, "keepalives_interval"), "10");
    EXPECT_EQ(value_of(parameters, "keepalives_count"), "3");
    EXPECT_EQ(value_of(parameters, "tcp_user_timeout"), "40000");
}

TEST(every_address_of_every_host_is_tried_under_the_host_s_own_name) {
    const Conninfo conninfo(
        "host=one,10.0.0.9,two port=5432,5433,5434 dbname=gracy sslmode=verify-full sslrootcert=/ca.crt options='-c "
        "x=y'");
    EXPECT(Conninfo::needs_lookup("one"));
    EXPECT(!Conninfo::needs_lookup("10.0.0.9"));
    const auto parameters = conninfo.parameters({{"10.0.0.1", "fd00::1"}, {}, {"10.0.0.2"}}, "-c a=b", "gracy");
    EXPECT_EQ(value_of(parameters, "host"), "one,one,10.0.0.9,two");
    EXPECT_EQ(value_of(parameters, "hostaddr"), "10.0.0.1,fd00::1,10.0.0.9,10.0.0.2");
    EXPECT_EQ(value_of(parameters, "port"), "5432,5432,5433,5434");
    EXPECT_EQ(value_of(parameters, "options"), "-c x=y -c a=b");
}

TEST(an_address_that_was_waited_for_in_vain_is_tried_last) {
    const Conninfo conninfo(
        "host=one,10.0.0.9,two port=5432,5433,5434 dbname=gracy sslmode=verify-full sslrootcert=/ca.crt");
    const auto rotated = [&](std::size_t passed_by) {
        return conninfo.parameters({{"10.0.0.1", "fd00::1"}, {}, {"10.0.0.2"}}, "", "gracy", passed_by);
    };
    EXPECT_EQ(value_of(rotated(1), "host"), "one,10.0.0.9,two,one");
    EXPECT_EQ(value_of(rotated(1), "hostaddr"), "fd00::1,10.0.0.9,10.0.0.2,10.0.0.1");
    EXPECT_EQ(value_of(rotated(1), "port"), "5432,5433,5434,5432");
    EXPECT_EQ(value_of(rotated(2), "host"), "10.0.0.9,two,one,one");
    EXPECT_EQ(value_of(rotated(4), "host"), "one,one,10.0.0.9,two");
}

TEST(a_host_without_an_address_is_left_out) {
    const Conninfo conninfo(
        "host=one,10.0.0.9,two port=5432,5433,5434 dbname=gracy sslmode=verify-full sslrootcert=/ca.crt");
    const auto parameters = conninfo.parameters({{}, {}, {"10.0.0.2"}}, "", "gracy");
    EXPECT_EQ(value_of(parameters, "host"), "10.0.0.9,two");
    EXPECT_EQ(value_of(parameters, "hostaddr"), "10.0.0.9,10.0.0.2");
    EXPECT_EQ(value_of(parameters, "port"), "5433,5434");
}

TEST(a_description_for_the_log_holds_no_password) {
    Conninfo conninfo("host=/run dbname=gracy");
    conninfo.set_password("pencil");
    EXPECT(!mentions(conninfo.description(), "pencil"));
    EXPECT_EQ(value_of(conninfo.parameters({{}}, "", "gracy"), "password"), "pencil");
}

TEST(each_sqlstate_has_one_meaning) {
    EXPECT_EQ(kind_of("57014"), ErrorKind::timeout);
    EXPECT_EQ(kind_of("55P03"), ErrorKind::lock_timeout);
    EXPECT_EQ(kind_of("40P01"), ErrorKind::lock_timeout);
    EXPECT_EQ(kind_of("40001"), ErrorKind::lock_timeout);
    EXPECT_EQ(kind_of("23505"), ErrorKind::conflict);
    EXPECT_EQ(kind_of("57P01"), ErrorKind::lost);
    EXPECT_EQ(kind_of("08006"), ErrorKind::lost);
    EXPECT_EQ(kind_of(""), ErrorKind::lost);
    EXPECT_EQ(kind_of("53300"), ErrorKind::unavailable);
    EXPECT_EQ(kind_of("25006"), ErrorKind::unavailable);
    EXPECT_EQ(kind_of("22012"), ErrorKind::invalid);
    EXPECT_EQ(kind_of("42P01"), ErrorKind::invalid);
}

TEST(a_value_of_the_wrong_width_is_refused) {
    EXPECT_THROW(Error, wire::read<std::int64_t>(bytes("1234")));
    EXPECT_THROW(Error, wire::read<bool>(bytes("")));
    EXPECT_THROW(Error, wire::read<base::Uuid>(bytes("short")));
}

TEST(an_array_that_claims_more_than_it_holds_is_refused_before_memory_is_taken) {
    using namespace std::string_view_literals;
    EXPECT_EQ(array_elements(bytes("\0\0\0\0\0\0\0\0\0\0\0\x14"sv)).size(), 0U);
    EXPECT_THROW(Error, array_elements(bytes("\0\0"sv)));
    EXPECT_THROW(Error, array_elements(bytes("\0\0\0\2\0\0\0\0\0\0\0\x14"sv)));
    EXPECT_THROW(Error, array_elements(bytes("\0\0\0\1\0\0\0\0\0\0\0\x14\x7f\xff\xff\xff\0\0\0\1"sv)));
    EXPECT_THROW(Error, array_elements(bytes("\0\0\0\1\0\0\0\1\0\0\0\x14\0\0\0\1\0\0\0\1\xff\xff\xff\xff"sv)));
}
