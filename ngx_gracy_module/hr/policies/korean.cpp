#include "hr/policies/korean.hpp"

#include <algorithm>
#include <array>

namespace gracy::hr::korean {
namespace {

// Longest first, so that the first match is the longest. Taken off at most twice (휴가 + 에서 + 는).
constexpr std::array endings{
    U"하여야합니다", U"하여야한다", U"해야하나요", U"해야합니다", U"하려고하는데", U"으로부터는", U"이라고는",
    U"하려면은",     U"에서부터",   U"으로부터",   U"하셔야",     U"했는데요",     U"인가요",     U"하나요",
    U"되나요",       U"받나요",     U"나요",       U"한가요",     U"할까요",       U"될까요",     U"까요",
    U"습니다",       U"습니까",     U"합니다",     U"됩니다",     U"입니다",       U"합니까",     U"됩니까",
    U"입니까",       U"이에요",     U"예요",       U"에서는",     U"에서도",       U"에게는",     U"에게도",
    U"으로는",       U"으로도",     U"으로서",     U"으로써",     U"까지는",       U"까지도",     U"부터는",
    U"이라도",       U"이라고",     U"이든지",     U"하려면",     U"하는데",       U"하거나",     U"하도록",
    U"하여야",       U"해야만",     U"하였을",     U"하였다",     U"했는데",       U"했을때",     U"되었을",
    U"됐을때",       U"받으면",     U"받으려면",   U"으려면",     U"려면",         U"하면서",     U"되면서",
    U"이면서",       U"인데요",     U"는데요",     U"이라는",     U"라는",         U"으면",       U"에는",
    U"에도",         U"에만",       U"에서",       U"에게",       U"으로",         U"로는",       U"로도",
    U"로서",         U"로써",       U"까지",       U"부터",       U"보다",         U"처럼",       U"마다",
    U"밖에",         U"조차",       U"마저",       U"이나",       U"이란",         U"이며",       U"이고",
    U"이라",         U"라고",       U"라도",       U"든지",       U"께서",         U"한테",       U"이랑",
    U"하고",         U"하는",       U"하며",       U"하여",       U"하지",         U"하기",       U"하면",
    U"하게",         U"한다",       U"해야",       U"해도",       U"해서",         U"했을",       U"했다",
    U"했던",         U"하던",       U"할때",       U"할수",       U"되는",         U"되면",       U"되며",
    U"되어",         U"되지",       U"된다",       U"돼요",       U"되고",         U"받는",       U"받은",
    U"받을",         U"인지",       U"인데",       U"이면",       U"와의",         U"과의",       U"과는",
    U"와는",         U"들의",       U"들은",       U"들이",       U"들을",         U"으며",       U"은",
    U"는",           U"이",         U"가",         U"을",         U"를",           U"에",         U"의",
    U"로",           U"와",         U"과",         U"도",         U"만",           U"나",         U"란",
    U"라",           U"랑",         U"께",         U"할",         U"한",           U"해",         U"하",
    U"된",           U"될",         U"돼",         U"인",         U"일까",         U"들",
};

// Nouns that end like a particle: what ends with one of them is a word already.
constexpr std::array nouns{
    U"휴가", U"평가", U"허가", U"증가", U"추가", U"참가", U"인가", U"원가", U"단가", U"물가", U"회의", U"동의", U"합의",
    U"협의", U"결의", U"주의", U"고의", U"이의", U"근로", U"진로", U"경로", U"피로", U"도로", U"결과", U"성과", U"효과",
    U"초과", U"경과", U"제도", U"정도", U"연도", U"한도", U"속도", U"태도", U"본인", U"법인", U"확인", U"승인", U"개인",
    U"불만", U"미만", U"재해", U"상해", U"피해", U"제한", U"권한", U"기한", U"역할", U"분할", U"이하", U"나이", U"차이",
};

// Longest first.
constexpr std::array units{
    U"영업일", U"근무일", U"개월", U"시간", U"분기", U"만원", U"천원", U"억원", U"퍼센트", U"프로", U"년차", U"주일",
    U"주간",   U"일간",   U"년간", U"차례", U"등급", U"점수", U"학기", U"자녀", U"일",     U"년",   U"월",   U"주",
    U"분",     U"초",     U"회",   U"번",   U"명",   U"인",   U"원",   U"세",   U"배",     U"촌",   U"급",   U"호봉",
    U"박",     U"차",     U"건",   U"개",   U"층",   U"장",   U"조",   U"항",   U"호",     U"살",   U"달",   U"시",
};

constexpr std::array question_words{
    U"어떻게",     U"어떤",     U"어떠한",     U"얼마나",       U"얼마",     U"며칠",       U"몇",       U"무엇",
    U"뭐",         U"뭔가요",   U"무슨",       U"언제",         U"어디",     U"어디서",     U"누구",     U"누가",
    U"왜",         U"있나요",   U"있는지",     U"있어요",       U"있을까요", U"있습니까",   U"없나요",   U"되나요",
    U"되는지",     U"될까요",   U"돼요",       U"하나요",       U"하는지",   U"할까요",     U"해요",     U"인가요",
    U"인지",       U"가요",     U"나요",       U"알려줘",       U"알려줘요", U"알려주세요", U"궁금해요", U"궁금합니다",
    U"궁금",       U"싶어요",   U"싶은데",     U"싶습니다",     U"주세요",   U"건가요",     U"거예요",   U"거죠",
    U"경우",       U"때",       U"수",         U"것",           U"거",       U"게",         U"제가",     U"저는",
    U"나는",       U"내가",     U"우리",       U"저희",         U"혹시",     U"그냥",       U"좀",       U"및",
    U"또는",       U"그리고",   U"그런데",     U"근데",         U"합니까",   U"됩니까",     U"입니까",   U"한가요",
    U"하면",       U"하려면",   U"되면",       U"해야",         U"있는",     U"없는",       U"있으면",   U"없으면",
    U"하는",       U"되는",     U"무엇인가요", U"어떻게되나요", U"뭐예요",   U"언제까지",   U"언제부터", U"얼마까지",
    U"얼마인가요", U"얼마예요", U"누구한테",   U"누구에게",     U"어디에",   U"어느",       U"어디까지", U"며칠까지",
    U"있죠",       U"되죠",     U"하죠",       U"대해",         U"관해",     U"대한",       U"관한",     U"해도",
    U"돼나요",     U"되요",     U"줘요",       U"주나요",       U"나오나요", U"알고",       U"알려",     U"설명",
    U"설명해줘",   U"말해줘",   U"정도",       U"보통",         U"원래",     U"만약",
};

bool ends_with(std::u32string_view run, std::u32string_view ending) {
    return run.size() > ending.size() + 1 && run.ends_with(ending);
}

}  // namespace

std::size_t stem_length(std::u32string_view run) {
    const auto is_noun = [&](std::u32string_view noun) { return run.ends_with(noun); };
    for (int times = 0; times < 2 && std::ranges::none_of(nouns, is_noun); ++times) {
        const auto* const found =
            std::ranges::find_if(endings, [&](std::u32string_view ending) { return ends_with(run, ending); });
        if (found == endings.end()) {
            break;
        }
        run.remove_suffix(std::u32string_view(*found).size());
    }
    return run.size();
}

std::u32string_view unit_at(std::u32string_view run) {
    const auto* const found =
        std::ranges::find_if(units, [&](std::u32string_view unit) { return run.starts_with(unit); });
    return found == units.end() ? std::u32string_view() : std::u32string_view(*found);
}

bool is_question_word(std::u32string_view word) {
    const auto is = [&](std::u32string_view known) { return known == word; };
    return std::ranges::any_of(question_words, is);
}

}  // namespace gracy::hr::korean
