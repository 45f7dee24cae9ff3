// E-mail addresses as members have them.
#pragma once

#include "http/problem.hpp"

namespace gracy::hr {

/// Of one that is not base::is_mail_address: nothing could be mailed there, no link to set a password either.
inline const http::Text not_an_address{"This is not an e-mail address that mail can be sent to.",
                                       "메일을 보낼 수 있는 이메일 주소가 아니에요."};

}  // namespace gracy::hr
