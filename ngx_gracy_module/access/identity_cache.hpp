// Identities that were looked up a moment ago. Bounded in number and in time.
#pragma once

#include "access/identity.hpp"

#include <chrono>
#include <cstring>
#include <list>
#include <span>
#include <unordered_map>

namespace gracy::access {

class IdentityCache {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    struct Limits {
        std::size_t known = 16'384;
        std::size_t unknown = 4'096;
        /// How long a change that nobody tells us about stays unseen.
        std::chrono::seconds known_age{30};
        std::chrono::seconds unknown_age{5};
    };

    explicit IdentityCache(Limits limits)
        : known_(limits.known, limits.known_age), unknown_(limits.unknown, limits.unknown_age) {}

    /// Null when nothing fresh is remembered.
    Identity* find(const base::Sha256& hash, Moment now) { return known_.find(hash, now); }
    /// Whether the credential was looked up and is nobody's.
    bool is_unknown(const base::Sha256& hash, Moment now) { return unknown_.find(hash, now) != nullptr; }

    void remember(const base::Sha256& hash, Identity identity, Moment now);
    void remember_unknown(const base::Sha256& hash, Moment now);

    void forget(std::span<const AccessChange> changes);
    void forget(const base::Sha256& hash);
    void clear();

    std::size_t size() const { return known_.size() + unknown_.size(); }

  private:
    struct HashOfHash {
        // A digest is as good as any hash of it.
        std::size_t operator()(const base::Sha256& hash) const noexcept {
            std::size_t value;
            std::memcpy(&value, hash.data(), sizeof value);
            return value;
        }
    };

    // All entries live equally long, so the oldest is also the first to end and the right one to make room.
    template <class Value>
    class Aging {
      public:
        Aging(std::size_t most, std::chrono::seconds age) : most_(most), age_(age) {}

        Value* find(const base::Sha256& hash, Moment now) {
            const auto found = places_.find(hash);
            if (found == places_.end()) {
                return nullptr;
            }
            if (found->second->until <= now) {
                erase(found->second);
                return nullptr;
            }
            return &found->second->value;
        }
        void insert(const base::Sha256& hash, Value value, Moment now) {
            erase(hash);
            while (!entries_.empty() && (entries_.size() >= most_ || entries_.front().until <= now)) {
                erase(entries_.begin());
            }
            entries_.push_back({hash, now + age_, std::move(value)});
            places_.emplace(hash, std::prev(entries_.end()));
        }
        void erase(const base::Sha256& hash) {
            if (const auto found = places_.find(hash); found != places_.end()) {
                erase(found->second);
            }
        }
        template <class Condition>
        void erase_if(Condition condition) {
            for (auto at = entries_.begin(); at != entries_.end();) {
                const auto entry = at++;
                if (condition(entry->value)) {
                    erase(entry);
                }
            }
        }
        void clear() {
            places_.clear();
            entries_.clear();
        }
        std::size_t size() const { return entries_.size(); }

      private:
        struct Entry {
            base::Sha256 hash;
            Moment until;
            Value value;
        };
        void erase(typename std::list<Entry>::iterator entry) {
            places_.erase(entry->hash);
            entries_.erase(entry);
        }

        std::size_t most_;
        std::chrono::seconds age_;
        std::list<Entry> entries_;
        std::unordered_map<base::Sha256, typename std::list<Entry>::iterator, HashOfHash> places_;
    };

    struct Nobody {};

    Aging<Identity> known_;
    Aging<Nobody> unknown_;
};

}  // namespace gracy::access
