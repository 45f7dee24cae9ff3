#include "slack/kudos/kudos_text.hpp"

#include "base/text.hpp"
#include "http/field_value.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/kudos/points_word.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace gracy::slack {
namespace {

using Problem = KudosText::Problem;

constexpr std::string_view digits = "0123456789";

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
    return std::ranges::find(words, word) != words.end();
}

bool asks_for_help(std::string_view word) {
    static constexpr std::array<std::string_view, 5> words{"help", "?", "도움말", "도움", "사용법"};
    return std::ranges::any_of(words, [&](std::string_view one) { return http::same_text(one, word); });
}

/// Between two mentions: "@mina, @junho", "@mina and @junho", "@mina와 @junho".
bool joins(std::string_view word) {
    static constexpr std::array<std::string_view, 14> words{",",  "and",  "&amp;", "+",      "/",  "와",   "과",
                                                            "랑", "이랑", "하고",  "그리고", "및", "님과", "님하고"};
    return is_one_of(word, words);
}

/// Hung onto a mention: "@mina님", "@mina에게", "@mina:".
bool hangs(std::string_view word) {
    static constexpr std::array<std::string_view, 16> words{"님",   "씨",     "님에게", "님께",  "에게", "께",
                                                            "한테", "님한테", "님께,",  "에게,", "님,",  ",",
                                                            ":",    ";",      "님!",    "!"};
    return is_one_of(word, words);
}

std::string_view without_end_punctuation(std::string_view word) {
    static constexpr std::array<std::string_view, 14> marks{".", ",", "!",  "?",  ";",  ":",  ")",
                                                            "~", "…", "。", "、", "！", "？", "～"};
    bool more = true;
    while (more) {
        more = false;
        for (const std::string_view mark : marks) {
            if (word.ends_with(mark)) {
                word.remove_suffix(mark.size());
                more = true;
            }
        }
    }
    return word;
}

/// The name in "#teamwork". "#4512" is an issue's number, and "#" alone is nothing. A tag that was copied from a
/// message of ours has what styled() put into it.
std::optional<std::string> value_tag(const Token& token) {
    std::string name;
    if (token.kind == Token::Kind::channel) {
        // When the workspace has a channel of that name, Slack makes a link to it of what was typed.
        name = plain_text(without_end_punctuation(base::without_invisible(token.label)));
    } else if (token.kind == Token::Kind::word) {
        const std::string word = base::without_invisible(token.raw);
        for (const std::string_view sign : {"#", "＃"}) {
            if (word.starts_with(sign)) {
                name = plain_text(without_end_punctuation(std::string_view(word).substr(sign.size())));
            }
        }
    }
    if (name.empty() || name.find_first_not_of(digits) == name.npos) {
        return std::nullopt;
    }
    return name;
}

/// "3!" is a part of a sentence; "3점!" and "+3!" are points all the same.
std::optional<PointsWord> points_in(std::string_view word) {
    if (auto points = points_word(word)) {
        return points;
    }
    auto points = points_word(without_end_punctuation(word));
    return points && (points->has_unit || points->has_plus) ? points : std::nullopt;
}

/// How Slack writes a user group.
constexpr std::string_view user_group = "subteam^";

class Reader {
  public:
    explicit Reader(std::string_view text) : tokens_(tokens_of(text)), used_(tokens_.size(), false) {}

    KudosText read() {
        if (tokens_.empty() || (tokens_.size() == 1 && asks_for_help(tokens_[0].raw))) {
            refuse(Problem::help, {});
        }
        for (const auto step :
             {&Reader::read_head, &Reader::read_values, &Reader::read_other_points, &Reader::read_message}) {
            if (kudos_.problem == Problem::none) {
                (this->*step)();
            }
        }
        if (kudos_.problem != Problem::none && kudos_.problem != Problem::help) {
            keep_message();
        }
        return std::move(kudos_);
    }

  private:
    void refuse(Problem problem, std::string about) {
        kudos_.problem = problem;
        kudos_.about = std::move(about);
    }

    bool is_person(std::size_t i) const {
        return i < tokens_.size() && (tokens_[i].kind == Token::Kind::user || tokens_[i].kind == Token::Kind::group);
    }

    bool is_plain_mention(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].kind == Token::Kind::word && tokens_[i].raw.size() > 1 &&
               tokens_[i].raw.starts_with('@');
    }

    /// "#teamwork 3 @mina thank you": only the value and the points stand before the first mention. Two numbers there
    /// are a text.
    bool begins_with_the_rest(std::size_t mention) const {
        int numbers = 0;
        for (std::size_t i = 0; i < mention;) {
            if (const auto points = points_at(i)) {
                ++numbers;
                i = points->end;
            } else if (value_tag(tokens_[i++])) {
                continue;
            } else {
                return false;
            }
        }
        return numbers <= 1;
    }

    struct Points {
        PointsWord written;
        /// The place of what follows them, and their unit.
        std::size_t end;
    };

    std::optional<Points> points_at(std::size_t i) const {
        const auto is_word = [&](std::size_t at) {
            return at < tokens_.size() && tokens_[at].kind == Token::Kind::word;
        };
        auto written = is_word(i) ? points_in(tokens_[i].raw) : std::nullopt;
        if (!written) {
            return std::nullopt;
        }
        const bool unit_follows =
            !written->has_unit && is_word(i + 1) && is_points_unit(without_end_punctuation(tokens_[i + 1].raw));
        return Points{.written = std::move(*written), .end = i + (unit_follows ? 2 : 1)};
    }

    /// The first run of mentions, with the value and the points that stand among and after them.
    void read_head() {
        std::size_t i = 0;
        while (i < tokens_.size() && !is_person(i)) {
            ++i;
        }
        if (i == tokens_.size()) {
            return refuse_without_mention();
        }
        if (begins_with_the_rest(i)) {
            i = 0;
        }
        while (i < tokens_.size() && kudos_.problem == Problem::none) {
            if (is_person(i)) {
                i = take_recipient(i);
            } else if (const auto points = points_at(i); points && !has_points_) {
                i = take_points(i, *points);
            } else if (const auto name = value_tag(tokens_[i])) {
                take_value(i++, *name);
            } else {
                break;
            }
        }
        // A name that Slack did not recognise, among those that it did: nobody is to be left out silently.
        if (is_plain_mention(i) && kudos_.problem == Problem::none) {
            refuse(Problem::plain_mention, plain_text(tokens_[i].raw));
        }
    }

    /// Returns the place of what follows the mention and what hangs on it.
    std::size_t take_recipient(std::size_t i) {
        const bool is_group = tokens_[i].kind == Token::Kind::group;
        const std::string_view subject = tokens_[i].subject;
        const bool usable = !is_group || (subject.starts_with(user_group) && subject.size() > user_group.size());
        if (!usable || kudos_.group || (is_group && !kudos_.recipients.empty())) {
            refuse(Problem::group_mention, plain_text(tokens_[is_group ? i : group_].raw));
            return i;
        }
        if (is_group) {
            kudos_.group = tokens_[i].subject.substr(user_group.size());
            group_ = i;
        } else {
            kudos_.recipients.emplace_back(tokens_[i].subject);
        }
        used_[i++] = true;
        if (i < tokens_.size() && tokens_[i].glued && hangs(tokens_[i].raw)) {
            used_[i++] = true;
        }
        if (is_person(i + 1) && joins(tokens_[i].raw)) {
            used_[i++] = true;
        }
        return i;
    }

    void refuse_without_mention() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (is_plain_mention(i)) {
                return refuse(Problem::plain_mention, plain_text(tokens_[i].raw));
            }
        }
        refuse(Problem::no_recipient, {});
    }

    /// Outside the head, a link to a channel is a value only where nothing else can be meant: at the end, and alone.
    void read_values() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const bool channel_in_text =
                tokens_[i].kind == Token::Kind::channel && (kudos_.value || i + 1 < tokens_.size());
            if (!used_[i] && !channel_in_text) {
                if (const auto name = value_tag(tokens_[i])) {
                    take_value(i, *name);
                }
            }
        }
    }

    void read_other_points() {
        for (std::size_t i = 0; i < tokens_.size() && !has_points_; ++i) {
            const auto points = used_[i] ? std::nullopt : points_at(i);
            if (!points) {
                continue;
            }
            const bool after_value = points->end == tokens_.size() && i > 0 && value_tag(tokens_[i - 1]);
            if (after_value || (points->written.has_plus && points->written.is_whole)) {
                take_points(i, *points);
            }
        }
    }

    void take_value(std::size_t i, const std::string& name) {
        if (kudos_.value) {
            if (*kudos_.value != name) {
                refuse(Problem::several_values, name);
            }
        } else {
            kudos_.value = name;
        }
        used_[i] = true;
    }

    /// Returns the place of what follows them.
    std::size_t take_points(std::size_t i, const Points& points) {
        has_points_ = true;
        std::fill(used_.begin() + static_cast<std::ptrdiff_t>(i),
                  used_.begin() + static_cast<std::ptrdiff_t>(points.end), true);
        const std::string& number = points.written.number;
        std::int32_t read = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), read);
        if (!points.written.is_whole || error != std::errc() || read < 1 || read > max_points) {
            refuse(Problem::points_unusable, number);
        } else {
            kudos_.points = read;
        }
        return points.end;
    }

    /// For a form in which the rest is mended.
    void keep_message() {
        const Problem problem = kudos_.problem;
        std::string about = std::move(kudos_.about);
        read_message();
        refuse(problem, std::move(about));
    }

    /// What was not taken, from its first word to its last. A value or a number in the middle of the sentence was
    /// written as a part of it, so it stays there too.
    void read_message() {
        std::size_t first = 0;
        std::size_t last = tokens_.size();
        while (first < last && used_[first]) {
            ++first;
        }
        while (last > first && used_[last - 1]) {
            --last;
        }
        if (first == last) {
            return refuse(Problem::no_message, {});
        }
        const char* const begin = tokens_[first].raw.data();
        const std::string_view end = tokens_[last - 1].raw;
        kudos_.message = plain_text({begin, static_cast<std::size_t>(end.data() + end.size() - begin)});
    }

    std::vector<Token> tokens_;
    std::vector<bool> used_;
    /// The place of the group, when there is one.
    std::size_t group_ = 0;
    KudosText kudos_;
    bool has_points_ = false;
};

}  // namespace

KudosText parse_kudos(std::string_view text) {
    return Reader(text).read();
}

}  // namespace gracy::slack
