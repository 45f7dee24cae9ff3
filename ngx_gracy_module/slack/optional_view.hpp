// By its short name: nearly every statement here takes an enterprise, which many workspaces have none of.
#pragma once

#include "base/optional_view.hpp"

namespace gracy::slack {

using base::view_of;

}  // namespace gracy::slack
