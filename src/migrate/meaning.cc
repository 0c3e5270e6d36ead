#include "migrate/meaning.h"

#include "base/hash.h"

namespace syncline {

std::string meaning_of(const Revision& revision, const Syntax& syntax) {
  Hash hash;
  for (const auto& [name, sections] : {std::pair("up", &revision.up), {"down", &revision.down}}) {
    for (const Section& section : *sections) {
      hash.add_field(name).add_field(section.in_batches            ? "batches"
                                     : section.outside_transaction ? "outside"
                                                                   : "inside");
      for (const Statement& statement : section.script.statements) {
        hash.add_field(folded(statement.text, syntax));
      }
    }
  }
  return hash.add_field(revision.has_down ? "down" : "no down").hex();
}

}  // namespace syncline
