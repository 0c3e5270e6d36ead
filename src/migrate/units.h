// A revision's sections as what is run and recorded together.
#pragma once

#include <cstddef>
#include <vector>

#include "dialect/session.h"
#include "migrate/records.h"
#include "migrate/revision.h"

namespace syncline {

/// How statements and their rows in the journal come to agree.
enum class Footing {
  Together,  ///< the statements of a section and their rows share a transaction
  Alone,    ///< of a section outside of transactions, but nothing forbids it one: it and its row do
  Outside,  ///< no transaction is possible: an intent is written before it
  Batches,  ///< one statement again and again, each time in a transaction, until it touches no row
};

struct Unit {
  Footing footing = Footing::Together;
  int section = 0;  ///< from 1
  int first = 0;    ///< its first statement's number in the section, from 1
  std::vector<const Statement*> statements;  ///< just one, unless they are together
};

/// In order, without the first `skip` statements. A statement that the dialect refuses inside a
/// transaction stands outside wherever the file has it. At least one unit: an empty one inside a
/// transaction when there is nothing to run. The pointers are into `sections`.
std::vector<Unit> units_of(const std::vector<Section>& sections, const Session& session,
                           std::size_t skip = 0);

/// Of the first `count` statements those that only set something in the session (SET, PRAGMA): who
/// goes on after them in a new session must run them again, or the rest would run under other
/// rules.
std::vector<const Statement*> settings_before(const std::vector<Section>& sections,
                                              std::size_t count);

const std::vector<Section>& sections_of(const Revision& revision, Direction direction);

/// Whether any statement may leave the session with other settings than it began with.
bool changes_settings(const std::vector<Section>& sections);

/// Of the text of the first `count` statements: whoever goes on after them must find them as they
/// were run.
std::string checksum_of(const std::vector<Section>& sections, std::size_t count);

}  // namespace syncline
