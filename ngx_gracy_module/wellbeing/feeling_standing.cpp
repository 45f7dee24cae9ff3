#include "wellbeing/feeling_standing.hpp"

#include <algorithm>

namespace gracy::wellbeing {

Standing standing_of(bool allowed, bool wanted, std::optional<std::string_view> state,
                     std::optional<std::string_view> reason, bool opens) {
    if (!allowed) {
        return {"off", "not_allowed"};
    }
    if (!wanted) {
        return {"off", "not_wanted"};
    }
    if (!state) {
        return {"none"};
    }
    if (*state == "done" && !opens) {
        return {"failed", "unreadable"};
    }
    return {*state, reason};
}

http::Text note_of(const Standing& standing, bool is_shared) {
    const std::string_view reason = standing.reason.value_or("");
    if (reason == "not_allowed") {
        return {"Your company does not have notes read by AI.", "회사에서 AI 기록 요약을 사용하지 않아요."};
    }
    if (reason == "not_wanted") {
        return {"Your notes are not read by AI. You can switch it on; only you see what it writes.",
                "내 기록은 AI가 읽지 않아요. 원하면 켤 수 있고, 요약은 나만 볼 수 있어요."};
    }
    if (standing.state == "none") {
        return {"There is no summary of this day.", "이 날의 요약은 없어요."};
    }
    if (standing.state == "queued" || standing.state == "running") {
        return {"Your note is being read.", "기록을 읽고 있어요."};
    }
    if (standing.state == "done" && is_shared) {
        return {
            "AI has summed up your note; it may be wrong, and it is no diagnosis. You and those whom you have shown "
            "it to see it.",
            "AI가 기록을 요약했어요. 틀릴 수 있고 진단이 아니에요. 나와 내가 공유한 사람만 볼 수 있어요."};
    }
    if (standing.state == "done") {
        return {"AI has summed up your note; it may be wrong, and it is no diagnosis. Only you see it.",
                "AI가 기록을 요약했어요. 틀릴 수 있고 진단이 아니에요. 나만 볼 수 있어요."};
    }
    if (reason == "budget") {
        return {"Today's budget for AI is spent. Your check-in is kept.",
                "오늘의 AI 예산을 다 썼어요. 오늘의 기록은 그대로 남아 있어요."};
    }
    if (reason == "too_many") {
        return {"Your note was changed too often today to be read again. Your check-in is kept.",
                "오늘은 기록을 여러 번 고쳐서 더 요약하지 않아요. 오늘의 기록은 그대로 남아 있어요."};
    }
    if (reason == "declined" || reason == "unverified") {
        return {"AI could not sum up this note in a way that passed our checks. Your check-in is kept.",
                "AI의 요약이 검사를 통과하지 못해 보여 드리지 않아요. 오늘의 기록은 그대로 남아 있어요."};
    }
    if (reason == "unreadable") {
        return {"This was sealed with a key that is gone.", "지금은 없는 키로 봉인되어 열 수 없어요."};
    }
    return {"AI cannot be used right now. Your check-in is kept.",
            "지금은 AI를 쓸 수 없어요. 오늘의 기록은 그대로 남아 있어요."};
}

Risk risk_of_check_in(const access::NoteKeys& keys, const NotePlace& place, std::string_view note_key_id,
                      std::optional<base::Bytes> note_sealed, const std::optional<base::Json>& card) {
    Risk risk = card ? risk_named((*card)["risk"].string().value_or("")) : Risk::none;
    if (note_sealed) {
        const auto note = open_note(keys, place, note_key_id, *note_sealed);
        risk = std::max(risk, note ? risk_of_note(*note) : Risk::none);
    }
    return risk;
}

}  // namespace gracy::wellbeing
