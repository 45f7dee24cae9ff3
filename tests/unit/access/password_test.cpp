#include "access/password.hpp"

#include "test.hpp"

using namespace gracy::access;

TEST(a_password_fits_its_own_hash_only) {
    const std::string hash = hash_password("correct horse 배터리");
    EXPECT(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT(verify_password(hash, "correct horse 배터리"));
    EXPECT(!verify_password(hash, "correct horse"));
    EXPECT(!verify_password(hash, ""));
    EXPECT(hash != hash_password("correct horse 배터리"));
}

TEST(what_is_no_hash_fits_nothing) {
    for (const char* text : {"", "x", "$argon2id$v=19$m=19456,t=2,p=1$", "$2b$12$abcdefghijklmnopqrstuv"}) {
        EXPECT(!verify_password(text, "x"));
    }
    EXPECT(!verify_password(std::string(500, '$'), "x"));
}

TEST(a_hash_of_other_parameters_wants_to_be_renewed) {
    EXPECT(!needs_rehash(nobodys_hash()));
    EXPECT(needs_rehash(
        "$argon2id$v=19$m=8192,t=1,p=1$OYS8N9gCDnG8nnUjs6u2aA$NjL0+BIl3PpDuVEp/4lEaZoHgqtP5sU33Kzq6rZjaKc"));
}

TEST(nobody_has_nobodys_password) {
    EXPECT(!verify_password(nobodys_hash(), ""));
    EXPECT(!verify_password(nobodys_hash(), "password"));
}
