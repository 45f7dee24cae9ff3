#include "slack/coffee/ice_breakers.hpp"

#include <array>

namespace gracy::slack {
namespace {

constexpr std::array<http::Text, 12> questions{{
    {"what was the best thing that you learned lately?", "요즘 새로 알게 된 것 중에 가장 재미있었던 건 무엇인가요?"},
    {"which food would you eat every day for a month?", "한 달 내내 먹을 수 있는 음식이 있다면요?"},
    {"what did you want to become when you were ten?", "열 살 때는 무엇이 되고 싶었나요?"},
    {"which part of your work would surprise the other?", "상대방이 들으면 놀랄 만한 내 업무는 무엇인가요?"},
    {"where would you work for a week, if any place would do?", "일주일 동안 어디서든 일할 수 있다면 어디로 갈까요?"},
    {"which song gets you through a long afternoon?", "긴 오후를 버티게 해 주는 노래가 있나요?"},
    {"which habit makes your day better?", "하루를 더 좋게 만들어 주는 습관이 있나요?"},
    {"what do you recommend to everybody: a book, a film, a place?", "누구에게나 추천하는 책, 영화, 장소가 있다면요?"},
    {"what would you do with a free Wednesday?", "갑자기 수요일 하루가 비면 무엇을 할까요?"},
    {"whose help at work do you still remember?", "지금도 기억나는, 일하면서 받은 도움은 무엇인가요?"},
    {"which tool or trick can you no longer do without?", "이제 없으면 안 되는 도구나 요령이 있나요?"},
    {"mountains or the sea, and why?", "산과 바다 중에 어느 쪽이고, 왜 그런가요?"},
}};

}  // namespace

http::Text ice_breaker(std::uint64_t draw) {
    return questions.at(draw % questions.size());
}

}  // namespace gracy::slack
