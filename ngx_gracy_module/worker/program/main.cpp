#include "worker/commands.hpp"

int main(int count, char** arguments) {
    return gracy::worker::main({arguments, static_cast<std::size_t>(count)});
}
