// The verification of staking/ethereum, again and again, for the benchmark: bench_verify receipts|proof FOLDER SECONDS.
//
// FOLDER holds answers of a provider as they came: block.json, receipts.json, proof.json, and subject.json, which says
// whose slot the proof is of. Each round parses and verifies them anew; the block whose state root a proof is of is
// verified once. The last line of standard output is JSON:
// `rounds`, `seconds`, `p50_ms`, `p99_ms`, and `found`, which every verifier of the same folder has to agree on.
#include "base/json.hpp"
#include "staking/ethereum/header.hpp"
#include "staking/ethereum/proof.hpp"
#include "staking/ethereum/receipt.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace gracy;
using staking::ethereum::Header;
using Clock = std::chrono::steady_clock;

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(path + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

base::Json parse(const std::string& text) {
    return base::Json::parse(text, {.bytes = 16 << 20, .depth = 12});
}

template <class T>
T believed(staking::ethereum::Verified<T> verified) {
    if (!verified) {
        throw std::runtime_error(verified.error().why);
    }
    return std::move(*verified);
}

class Folder {
  public:
    explicit Folder(const std::string& path)
        : block_(read(path + "/block.json")),
          receipts_(read(path + "/receipts.json")),
          proof_(read(path + "/proof.json")) {
        const base::Json subject = parse(read(path + "/subject.json"));
        contract_ = staking::parse_hex<20>(subject["contract"].string().value()).value();
        slot_ = staking::parse_hex<32>(subject["slot"].string().value()).value();
        state_root_ = header().state_root;
    }

    /// The number of logs that the block's header commits to.
    std::string receipts() const {
        const base::Json receipts = parse(receipts_);
        return std::to_string(believed(staking::ethereum::verify_receipts(receipts.view(), header())).logs.size());
    }

    /// The word in the slot that the header's state root commits to.
    std::string proof() const {
        const base::Json proof = parse(proof_);
        return staking::to_hex_text(
            believed(staking::ethereum::verify_storage(proof.view(), state_root_, contract_, std::vector{slot_}))
                .words[0]);
    }

  private:
    Header header() const {
        const base::Json block = parse(block_);
        return believed(forms_.verify(block.view()));
    }

    staking::ethereum::HeaderForms forms_;
    std::string block_;
    std::string receipts_;
    std::string proof_;
    staking::Address contract_{};
    staking::Hash slot_{};
    staking::Hash state_root_{};
};

void measure(const std::function<std::string()>& verify, std::chrono::duration<double> length) {
    const std::string found = verify();
    std::vector<double> times;
    const Clock::time_point began = Clock::now();
    std::chrono::duration<double> passed{};
    for (Clock::time_point before = began; passed < length;) {
        verify();
        const Clock::time_point after = Clock::now();
        times.push_back(std::chrono::duration<double, std::milli>(after - before).count());
        passed = after - began;
        before = after;
    }
    std::ranges::sort(times);
    fmt::print(R"({{"rounds": {}, "seconds": {}, "p50_ms": {}, "p99_ms": {}, "found": "{}"}})"
               "\n",
               times.size(), passed.count(), times[times.size() / 2], times[times.size() * 99 / 100], found);
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments, arguments + count);
    if (count != 4 || (words[1] != "receipts" && words[1] != "proof")) {
        fmt::print(stderr, "usage: bench_verify receipts|proof FOLDER SECONDS\n");
        return 2;
    }
    try {
        const Folder folder(words[2]);
        const bool is_proof = words[1] == "proof";
        measure([&] { return is_proof ? folder.proof() : folder.receipts(); },
                std::chrono::duration<double>(std::stod(words[3])));
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_verify: {}\n", error.what());
        return 1;
    }
    return 0;
}
