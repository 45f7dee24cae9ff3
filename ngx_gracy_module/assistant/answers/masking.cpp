#include "assistant/answers/masking.hpp"

#include <cctype>
#include <cstdint>

namespace gracy::assistant {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_local_part(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
}

/// ISO/IEC 7812-1, annex B.
bool passes_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        const int digit = digits[i] - '0';
        sum += !twice ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }
    return sum % 10 == 0;
}

/// What the digits of a run, which may have a blank or a hyphen between two, are. Empty: nothing of anybody's.
std::string_view kind_of(std::string_view digits, std::string_view run) {
    if (digits.size() == 13 && digits[6] >= '1' && digits[6] <= '8' &&
        (run.size() == 13 || (run.size() == 14 && run[6] == '-'))) {
        return "ID";
    }
    if ((digits.size() == 10 || digits.size() == 11) && digits.starts_with("01")) {
        return "PHONE";
    }
    if (digits.size() >= 9 && digits.size() <= 11 && digits.starts_with('0')) {
        return "PHONE";
    }
    if (digits.size() >= 14 && digits.size() <= 19 && passes_luhn(digits)) {
        return "CARD";
    }
    // Accounts of banks have no form of their own: as many digits as they have is as many as nothing else has here.
    return digits.size() >= 10 ? "ACCOUNT" : std::string_view();
}

}  // namespace

std::string Mask::name_for(std::string_view kind, std::string value) {
    for (const auto& [name, known] : hidden_) {
        if (known == value) {
            return name;
        }
    }
    // Letters: a digit would look like a number that no source has.
    std::string letters;
    for (std::size_t n = hidden_.size() + 1; n > 0; n = (n - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    hidden_.emplace_back("[" + std::string(kind) + "-" + letters + "]", std::move(value));
    return hidden_.back().first;
}

std::string Mask::hide(std::string_view text) {
    std::string masked;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '<' && (text.substr(at).starts_with("<@") || text.substr(at).starts_with("<!"))) {
            const std::size_t end = text.find('>', at);
            if (end != std::string_view::npos && end - at < 100) {
                masked += name_for("PERSON", std::string(text.substr(at, end + 1 - at)));
                at = end + 1;
                continue;
            }
        }
        if (text[at] == '@') {
            std::size_t begin = masked.size();
            while (begin > 0 && is_local_part(masked[begin - 1])) {
                --begin;
            }
            std::size_t end = at + 1;
            while (end < text.size() &&
                   (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '.' || text[end] == '-')) {
                ++end;
            }
            if (begin < masked.size() && end > at + 1) {
                std::string address = masked.substr(begin) + std::string(text.substr(at, end - at));
                masked.erase(begin);
                masked += name_for("EMAIL", std::move(address));
                at = end;
                continue;
            }
        }
        if (is_digit(text[at])) {
            std::string digits;
            std::size_t end = at;
            for (std::size_t i = at; i < text.size(); ++i) {
                if (is_digit(text[i])) {
                    digits += text[i];
                    end = i + 1;
                } else if ((text[i] != '-' && text[i] != ' ') || end != i) {
                    break;
                }
            }
            const std::string_view run = text.substr(at, end - at);
            const std::string_view kind = kind_of(digits, run);
            masked += kind.empty() ? std::string(run) : name_for(kind, std::string(run));
            at = end;
            continue;
        }
        masked += text[at++];
    }
    return masked;
}

std::string Mask::reveal(std::string_view text) const {
    std::string shown(text);
    for (const auto& [name, value] : hidden_) {
        for (std::size_t at = shown.find(name); at != std::string::npos; at = shown.find(name, at + value.size())) {
            shown.replace(at, name.size(), value);
        }
    }
    return shown;
}

bool Mask::names_somebody(std::string_view text) {
    return text.contains("[EMAIL-") || text.contains("[PERSON-");
}

}  // namespace gracy::assistant
