// Where the event log is kept: what gracy_document_store says of MongoDB.
#pragma once

#include "nginx/directive.hpp"

namespace gracy::nginx {

/// Reads "mongodb://... [password_file=path]". Throws Refusal.
serving::MongodbStore read_mongodb_store(const Directive& directive);

}  // namespace gracy::nginx
