// Places outside, as people and programs recognise them in text.
#pragma once

#include <string_view>

namespace gracy::assistant {

/// A host's name, an IPv4 address, a link of any scheme, an e-mail address or what begins with "@", also spelled so
/// that only a reader puts it together ("evil[.]com", "evil dot com"). Names of files (신청서.hwp) are none, and
/// neither is a sentence without a blank behind its full stop when Hangul follows. Precondition: folded
/// (base::to_folded).
bool has_address(std::u32string_view text);

}  // namespace gracy::assistant
