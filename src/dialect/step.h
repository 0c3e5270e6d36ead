// One statement of a plan, with what it makes, needs, drops and frees.
#pragma once

#include <string>
#include <vector>

#include "dialect/hazard.h"
#include "model/object.h"

namespace syncline {

enum class Transaction {
  Inside,       ///< runs in the transaction of its section
  Outside,      ///< the server refuses it inside a transaction
  CommitAfter,  ///< runs inside, but what follows may use it only after a commit
};

struct Step {
  std::string sql;                ///< without the closing semicolon
  std::vector<ObjectId> makes{};    ///< exist (or have their new form) afterwards
  std::vector<ObjectId> needs{};    ///< must exist (in their new form) before
  std::vector<ObjectId> drops{};    ///< are gone (or lose their old form)
  std::vector<ObjectId> frees{};    ///< no longer leaned on: may be dropped afterwards
  Transaction transaction = Transaction::Inside;
  std::vector<Hazard> hazards{};
};

using Steps = std::vector<Step>;

}  // namespace syncline
