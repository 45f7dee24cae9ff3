#include "staking/path_address.hpp"

#include "http/problem.hpp"

namespace gracy::staking {

Address path_address(const access::Call& call) {
    return address_from(call.path("address"), "address");
}

Address address_from(std::string_view text, std::string_view name) {
    const ParsedAddress parsed = parse_address(text);
    if (parsed.address) {
        return *parsed.address;
    }
    const bool mistyped = parsed.error == AddressError::wrong_checksum;
    throw http::Problem::malformed_query(
        {http::FieldError::Place::query, std::string(name), mistyped ? "wrong_checksum" : "not_an_address",
         mistyped ? http::Text{"Its capital letters do not fit (EIP-55): a character may be wrong.",
                               "대소문자 체크섬이 맞지 않아요(EIP-55). 잘못 옮긴 글자가 있는지 확인해 주세요."}
                  : http::Text{"An address is 0x and 40 hexadecimal digits.", "주소는 0x와 16진수 40자리예요."}});
}

}  // namespace gracy::staking
