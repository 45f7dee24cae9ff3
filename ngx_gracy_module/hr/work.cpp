#include "hr/work.hpp"

namespace gracy::hr {

Work work(const WorkServices& services) {
    Work all;
    static_cast<void>(services);
    return all;
}

}  // namespace gracy::hr
