#include "env/validate.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "env/compared.h"
#include "env/models.h"
#include "migrate/apply.h"
#include "model/fingerprint.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view validations = "validations";

Finding finding_of(std::string check, std::string revision, const Error& error) {
  Finding finding{std::move(check), std::move(revision), {},
                  error.what(),     error.detail,        error.hint};
  if (error.place) finding.place = *error.place;
  if (!error.statement.empty() && finding.detail.empty()) finding.detail = error.statement;
  return finding;
}

/// Each file by itself: a folder is read only until the first that is wrong.
bool files_are_right(const Project& project, const Syntax& syntax, ValidateReport& report) {
  const std::size_t before = report.findings.size();
  std::error_code none;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(project.migrations, none)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".sql") || name.starts_with(".") || entry.is_directory()) continue;
    if (entry.path() != project.revision_template) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    try {
      parse_revision(read_file(file), file, syntax);
    } catch (const Error& error) {
      report.findings.push_back(finding_of("file", "", error));
    }
  }
  return report.findings.size() == before;
}

/// Ups and downs on scratch databases.
class Trial {
 public:
  using Progress = std::function<void(const Revision&)>;

  Trial(Migrations& migrations, ValidateReport& report, const Progress& progress)
      : migrations_(migrations),
        workshop_(migrations.workshop()),
        report_(report),
        progress_(progress) {}

  /// `order` in the order in which an upgrade takes them; `last` runs only its last one.
  void run(const std::vector<const Revision*>& order, bool last);

 private:
  /// A revision and what stands before it.
  struct Stop {
    const Revision* revision = nullptr;
    std::vector<const Revision*> before;
    std::string key;
    bool right = false;  ///< by an earlier run
  };

  void run_ups(std::vector<Stop>& stops);
  void run_downs(const std::vector<Stop>& stops);
  bool go_back(const Stop& stop, const std::string& expected);
  std::unique_ptr<Session> replayed(const std::vector<const Revision*>& revisions) const {
    auto session = workshop_.scratch().empty();
    replay(*session, revisions);
    return session;
  }
  std::string fingerprint_now() { return fingerprint(session_->read_to_compare(workshop_.scope())); }

  Migrations& migrations_;
  Workshop& workshop_;
  ValidateReport& report_;
  const Progress& progress_;
  std::unique_ptr<Session> session_;
  std::vector<std::string> before_;  ///< fingerprints before each up, where a down must give them
};

void Trial::run(const std::vector<const Revision*>& order, bool last) {
  std::vector<Stop> stops;
  std::vector<const Revision*> before;
  std::string chain;
  for (const Revision* one : order) {
    chain = sha256(chain + one->checksum);
    Stop stop{one, before, workshop_.key("validated", chain), false};
    stop.right = cache_get(validations, stop.key).has_value();
    before.push_back(one);
    if (!last || one == order.back()) stops.push_back(std::move(stop));
  }
  const auto right = [](const Stop& stop) { return stop.right; };
  report_.checked = stops.size();
  if (!std::ranges::all_of(stops, right)) {
    session_ = replayed(stops.front().before);
    run_ups(stops);
    run_downs(stops);
  }
  for (const Stop& stop : stops) {
    if (!stop.revision->has_down) report_.one_way.push_back(stop.revision->id);
  }
}

/// What comes after an up that fails is left out of `stops`.
void Trial::run_ups(std::vector<Stop>& stops) {
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const Revision& revision = *stops[i].revision;
    before_.push_back(stops[i].right || !revision.has_down ? "" : fingerprint_now());
    progress_(revision);
    try {
      replay(*session_, {&revision});
    } catch (const Error& error) {
      report_.findings.push_back(finding_of("up", revision.id, error));
      if (const std::size_t left = stops.size() - i - 1; left > 0) {
        report_.notes.push_back(
            fmt::format("{} after {} did not run", count_of(left, "revision"), revision.id));
      }
      session_ = nullptr;
      report_.checked = i;
      stops.resize(i);
      return;
    }
    if (!revision.has_down) cache_put(validations, stops[i].key, "right");
  }
}

/// From the last to the first; after a down that is wrong the schema is made anew.
void Trial::run_downs(const std::vector<Stop>& stops) {
  for (std::size_t i = stops.size(); i-- > 0;) {
    const Stop& stop = stops[i];
    if (stop.right || !stop.revision->has_down) {
      session_ = nullptr;
      continue;
    }
    progress_(*stop.revision);
    if (!session_) {
      std::vector<const Revision*> upto = stop.before;
      upto.push_back(stop.revision);
      session_ = replayed(upto);
    }
    if (!go_back(stop, before_[i])) session_ = nullptr;
  }
}

/// Runs a down; false when the schema is not `expected` then.
bool Trial::go_back(const Stop& stop, const std::string& expected) {
  const Revision& revision = *stop.revision;
  try {
    replay_back(*session_, revision);
  } catch (const Error& error) {
    report_.findings.push_back(finding_of("down", revision.id, error));
    return false;
  }
  const Catalog after = session_->read_to_compare(workshop_.scope());
  if (fingerprint(after) == expected) {
    cache_put(validations, stop.key, "right");
    return true;
  }
  const Catalog wanted = replayed(stop.before)->read_to_compare(workshop_.scope());
  Finding finding{"down",
                  revision.id,
                  {revision.file.string()},
                  "the down does not undo what the up did",
                  changed_objects(compare(wanted, after)),
                  "after the down the schema must be what it was before the up"};
  if (!revision.down.empty()) finding.place = revision.down.front().script.statements.front().place;
  report_.findings.push_back(std::move(finding));
  return false;
}

std::vector<const Revision*> upto(const Migrations& migrations, const Revision* target) {
  const RevisionSet lineage = migrations.upto(target);
  std::vector<const Revision*> result;
  for (const Revision& one : migrations.history().revisions()) {
    if (!target || lineage.contains(one.id)) result.push_back(&one);
  }
  return result;
}

void check_head(Migrations& migrations, ValidateReport& report) {
  const Place place{(migrations.folder() / "HEAD").string(), 1};
  const std::string hint = "syncline repair writes it anew";
  try {
    const Revisions heads = migrations.history().heads();
    const auto file = HeadFile::load(migrations.folder());
    if (!file) {
      if (!heads.empty()) {
        report.notes.push_back("there is no migrations/HEAD; syncline repair writes it");
      }
      return;
    }
    for (const Revision* head : heads) {
      const HeadFile::Head* said = file->find(head->id);
      if (said && said->fingerprint.empty()) continue;  // written by hand, and not yet proved
      const auto trusted = migrations.trusted_head(*head);
      if (trusted &&
          trusted->fingerprint == migrations.replayed_fingerprint(migrations.upto(head))) {
        continue;
      }
      report.findings.push_back({"head", head->id, place,
                                 trusted ? "HEAD says another schema than its revisions make"
                                         : "HEAD was written for other revisions than those here",
                                 "", hint});
    }
  } catch (const Error& error) {
    if (error.place && error.place->file != place.file) return;  // an up that fails: said already
    report.findings.push_back(finding_of("head", "", error));
  }
}

void check_models(const Project& project, Workshop& workshop, ValidateReport& report) {
  if (!project.models.any()) return;
  try {
    for (const Error& problem : model_problems(project, workshop.dialect())) {
      report.findings.push_back(finding_of("models", "", problem));
    }
    elaborated_fingerprint(workshop, models_recipe(project, workshop.dialect()));
  } catch (const Error& error) {
    report.findings.push_back(finding_of("models", "", error));
  }
}

}  // namespace

ValidateReport validate(const Project& project, Workshop& workshop, const std::string& only,
                        const std::function<void(const Revision&)>& progress) {
  ValidateReport report;
  if (!files_are_right(project, workshop.dialect().syntax, report)) return report;
  std::optional<Migrations> migrations;
  try {
    migrations.emplace(project, workshop);
  } catch (const Error& error) {
    if (error.failure != Failure::Input) throw;
    report.findings.push_back(finding_of("graph", "", error));
  }
  if (migrations) {
    const Revision* one = only.empty() ? nullptr : migrations->history().resolve(only);
    if (!migrations->history().empty()) {
      Trial(*migrations, report, progress).run(upto(*migrations, one), one != nullptr);
    }
    if (one) return report;
    check_head(*migrations, report);
  }
  check_models(project, workshop, report);
  return report;
}

}  // namespace syncline
