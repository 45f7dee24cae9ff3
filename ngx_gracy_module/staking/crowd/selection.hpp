// Whom to ask, and in which order.
#pragma once

#include "staking/crowd/provider.hpp"

#include <cstdint>
#include <deque>
#include <random>
#include <vector>

namespace gracy::staking {

class Selection {
  public:
    explicit Selection(std::uint32_t seed) : dice_(seed) {}

    /// Who may be asked, for a step that hears several: public before paid, the failing ones last, one of each operator
    /// before a second one of any. The first is the better of two among the best.
    std::vector<Provider*> everybody(std::deque<Provider>& providers, base::Timestamp now);

    /// Of those whose chain was checked, for a step that one answer ends. First comes who has still to show what its
    /// answers about the subject are worth; after three public operators it is the paid one's turn. Proven liars are
    /// the last, and only for what proves itself: the others may not have it.
    std::vector<Provider*> for_one_answer(std::deque<Provider>& providers, base::Timestamp now, Subject subject);

    /// Healthy, and ready to be called.
    static bool is_usable(Provider& provider, base::Timestamp now);

    /// Of a provider whose rate is limited. Longer, and others are asked instead.
    static constexpr std::chrono::milliseconds longest_wait{1100};

  private:
    void lead_with_a_choice(std::vector<Provider*>& order, base::Timestamp now);

    std::minstd_rand dice_;
};

}  // namespace gracy::staking
