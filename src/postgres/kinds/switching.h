// Rules and triggers can be switched off, or on for replicas only: the same words for both.
#pragma once

#include <string>
#include <string_view>

#include "model/object.h"

namespace syncline::postgres {

/// pg_trigger.tgenabled and pg_rewrite.ev_enabled as a word; "" for the usual state.
std::string switch_state(std::string_view letter);

/// ALTER TABLE … ENABLE RULE name, for the parent table of `object`.
std::string switch_statement(const Object& object, std::string_view noun, std::string_view state);

}  // namespace syncline::postgres
