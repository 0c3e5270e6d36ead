#include "env/migrations.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "migrate/apply.h"

namespace syncline {

Migrations::Migrations(const Project& project, Workshop& workshop)
    : folder_(project.migrations),
      template_(project.revision_template),
      foreign_(project.history),
      workshop_(workshop) {
  reload();
}

void Migrations::reload() {
  history_ = History::load(folder_, workshop_.dialect().syntax, template_);
  seen_.clear();
}

Migrations Migrations::imagined(History history) const {
  Migrations other = *this;
  other.history_ = std::move(history);
  other.seen_.clear();
  return other;
}

std::vector<std::string> Migrations::in_step() const {
  return in_step_sql(foreign_, workshop_.dialect(), history_);
}

const History& Migrations::history_for(const RevisionSet& applied) const {
  for (const auto& [with, history] : seen_) {
    if (with == applied) return history;
  }
  auto seen = history_.as_seen_with(applied);
  if (!seen) return history_;
  return seen_.emplace_back(applied, std::move(*seen)).second;
}

RevisionSet Migrations::upto(const Revision* target) const {
  return target ? history_.lineage(*target) : RevisionSet();
}

std::string Migrations::what(const RevisionSet& revisions) const {
  std::vector<std::string> names;
  for (const Revision* tip : history_for(revisions).tips(revisions)) names.push_back(tip->id);
  return "migrations@" + (names.empty() ? "base" : join(names, "+"));
}

Recipe Migrations::recipe(const Revisions& order, std::string what) const {
  Recipe recipe;
  recipe.what = std::move(what);
  Hash hash;
  hash.add_field("replay");
  for (const Revision* one : order) hash.add_field(one->id).add_field(one->checksum);
  recipe.content = hash.hex();
  recipe.fill = [order](Session& session, auto&) { replay(session, order); };
  return recipe;
}

/// The scope decides the fingerprint as well, so it is part of what HEAD was written for.
std::string Migrations::chain(const Revision& head) const {
  const std::string files = history_.chain_checksum(head);
  if (workshop_.scope().empty()) return files;
  return Hash().add_field(files).add_field(scope_key(workshop_.scope())).hex();
}

std::optional<HeadFile::Head> Migrations::trusted_head() const {
  const Revisions heads = history_.heads();
  if (heads.size() != 1) return {};
  return trusted_head(*heads.front());
}

std::optional<HeadFile::Head> Migrations::trusted_head(const Revision& head) const {
  if (head_file_in_conflict(folder_)) return {};
  const auto file = HeadFile::load(folder_);
  const HeadFile::Head* line = file ? file->find(head.id) : nullptr;
  if (!line || line->fingerprint.empty() || line->chain != chain(head)) return {};
  return *line;
}

void Migrations::save_heads(const std::map<std::string, std::string>& fingerprints) const {
  HeadFile file;
  for (const Revision* head : history_.heads()) {
    const auto known = fingerprints.find(head->id);
    const auto before = known == fingerprints.end() ? trusted_head(*head) : std::nullopt;
    file.heads.push_back({head->id,
                          known != fingerprints.end() ? known->second
                          : before                    ? before->fingerprint
                                                      : "",
                          chain(*head)});
  }
  if (file.heads.empty()) return;
  std::ranges::sort(file.heads, {}, &HeadFile::Head::revision);
  file.save(folder_);
}

void Migrations::refuse_conflict() const {
  if (!head_file_in_conflict(folder_)) return;
  const Revisions heads = history_.heads();
  std::string ids;
  for (const Revision* one : heads) ids += one->id + " ";
  Error error(Failure::Input,
              heads.size() == 1
                  ? "git left a conflict in migrations/HEAD, and the revisions are one line again"
                  : fmt::format("git left a conflict in migrations/HEAD: two branches added a "
                                "revision, and there are {} heads: {}",
                                heads.size(), listed(heads)));
  error.at({(folder_ / "HEAD").string(), 1});
  error.hint = heads.size() == 1
                   ? "delete the file: the next revision makes it again"
                   : fmt::format(
                         "move the one that is in no shared database: syncline rebase REV; "
                         "or join both: syncline merge {}-m \"…\"",
                         ids);
  throw error;
}

std::string Migrations::fingerprint_at(const RevisionSet& revisions) {
  const Revisions tips = history_.tips(revisions);
  if (tips.size() == 1 && revisions == upto(tips.front())) {
    if (const auto head = trusted_head(*tips.front())) return head->fingerprint;
  }
  return replayed_fingerprint(revisions);
}

std::string Migrations::replayed_fingerprint(const RevisionSet& revisions) {
  const Revisions order = history_for(revisions).in_order(revisions);
  return elaborated_fingerprint(workshop_, recipe(order, what(revisions)));
}

Loaded Migrations::load_at(const RevisionSet& revisions) {
  const Revisions order = history_for(revisions).in_order(revisions);
  return elaborate(workshop_, recipe(order, what(revisions)));
}

Loaded Migrations::load_in_order(const Revisions& order) {
  std::vector<std::string> ids;
  for (const Revision* one : order) ids.push_back(one->id);
  return elaborate(workshop_, recipe(order, join(ids, ", ")));
}

}  // namespace syncline
