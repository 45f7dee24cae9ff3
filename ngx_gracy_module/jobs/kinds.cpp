#include "jobs/kinds.hpp"

#include <algorithm>
#include <stdexcept>

namespace gracy::jobs {

void Kinds::add(Kind kind) {
    const std::string name = kind.name;
    if (!kinds_.emplace(name, std::move(kind)).second) {
        throw std::logic_error("two kinds of jobs are called " + name);
    }
}

const Kind* Kinds::find(std::string_view name) const {
    const auto found = kinds_.find(name);
    return found == kinds_.end() ? nullptr : &found->second;
}

std::vector<std::string> Kinds::names(std::string_view lane) const {
    std::vector<std::string> names;
    for (const auto& [name, kind] : kinds_) {
        if (kind.lane == lane) {
            names.push_back(name);
        }
    }
    return names;
}

std::vector<std::string> Kinds::lanes() const {
    std::vector<std::string> lanes;
    for (const auto& [name, kind] : kinds_) {
        lanes.push_back(kind.lane);
    }
    std::ranges::sort(lanes);
    lanes.erase(std::ranges::unique(lanes).begin(), lanes.end());
    return lanes;
}

}  // namespace gracy::jobs
