#include "staking/wallets/wallet_message.hpp"

#include "base/json_writer.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::staking {
namespace {

/// A statement is one line of ASCII.
std::string printable(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(line, [](char c) { return c < ' ' || c > '~'; }, '?');
    return line;
}

}  // namespace

std::string to_message(const WalletChallenge& challenge) {
    return fmt::format(
        "{0} wants you to sign in with your Ethereum account:\n"
        "{1}\n"
        "\n"
        "Link this wallet to the Gracy account of {6} in the team space {7}. Sign only if this account is yours. This "
        "moves "
        "no funds and costs nothing.\n"
        "\n"
        "URI: https://{0}/staking/v1/wallets\n"
        "Version: 1\n"
        "Chain ID: {2}\n"
        "Nonce: {3}\n"
        "Issued At: {4}\n"
        "Expiration Time: {5}",
        challenge.domain, to_checksum_text(challenge.address), challenge.chain_id, challenge.nonce,
        base::to_text(challenge.issued_at), base::to_text(challenge.expires_at), printable(challenge.email),
        printable(challenge.team_space));
}

}  // namespace gracy::staking
