#include "staking/keccak.hpp"

#include <cryptopp/keccak.h>

namespace gracy::staking {

Hash keccak256(base::Bytes bytes) {
    Hash hash;
    CryptoPP::Keccak_256 keccak;
    keccak.Update(reinterpret_cast<const CryptoPP::byte*>(bytes.data()), bytes.size());
    keccak.Final(reinterpret_cast<CryptoPP::byte*>(hash.data()));
    return hash;
}

}  // namespace gracy::staking
