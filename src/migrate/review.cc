#include "migrate/review.h"

#include <fmt/format.h>

#include "base/error.h"

namespace syncline {

void refuse_unreviewed(const std::vector<const Revision*>& revisions) {
  for (const Revision* revision : revisions) {
    if (revision->reviews.empty()) continue;
    const Named& review = revision->reviews.front();
    throw Error(Failure::Refused, fmt::format("revision {} waits for a person to look at it: {}",
                                              revision->id, review.id))
        .at(review.place)
        .with_hint("make its SQL do what it should, and delete this line");
  }
}

}  // namespace syncline
