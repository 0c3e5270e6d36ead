# Functions for a walk through Syncline: explain, run what a user would type, hold it to its outcome.
# A walk is also a test: anything that does not end as announced ends the walk with a failure.

bold= dim= plain=
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'
fi

title() { printf '\n%s== %s ==%s\n' "$bold" "$*" "$plain"; }
say() { printf '\n%s# %s%s\n' "$dim" "$*" "$plain"; }

fail() {
  printf '\ndemo: %s\n' "$*" >&2
  exit 1
}

# expect STATUS COMMAND…: shows the command and its output, and wants this exit code of it.
expect() {
  local wanted=$1 status=0
  shift
  printf '%s$ %s%s\n' "$bold" "$(shown "$@")" "$plain"
  "$@" >"$walk_output" 2>&1 </dev/null || status=$?
  cat "$walk_output"
  ((status == wanted)) || fail "«$*» ended with $status, announced was $wanted"
  ((wanted == 0)) || printf '%s(exit code %s)%s\n' "$dim" "$status" "$plain"
}

# mentions TEXT: the last command's output has this text.
mentions() { grep -qF -- "$1" "$walk_output" || fail "the output above does not say «$1»"; }

# The command as one would type it: quoted only where a shell needs it.
shown() {
  local word words=()
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]]; then words+=("$word"); else words+=("\"$word\""); fi
  done
  printf '%s' "${words[*]}"
}

# Rows of every table that the first schema has, in an order that no change of the schema disturbs.
league_rows() {
  query "$1" "SELECT id, email, display_name FROM users ORDER BY id"
  query "$1" "SELECT id, name, city, founded FROM clubs ORDER BY id"
  query "$1" "SELECT club_id, user_id, role FROM club_members ORDER BY 1, 2"
  query "$1" "SELECT id, club_id, name, division FROM teams ORDER BY id"
  query "$1" "SELECT id, team_id, user_id, name, shirt FROM players ORDER BY id"
  query "$1" "SELECT id, home_id, guest_id, played_on, state, home_goals, guest_goals, attendance
              FROM matches ORDER BY id"
  query "$1" "SELECT match_id, minute, player_id FROM goals ORDER BY 1, 2"
  query "$1" "SELECT team, played, points FROM standings ORDER BY team_id"
}

# remember_rows / same_rows ENVIRONMENT: nothing may be lost between the two.
remember_rows() {
  league_rows "$1" >"$walk_folder/rows-$1"
  [[ $(wc -l <"$walk_folder/rows-$1") -ge 30 ]] || fail "the seed left too few rows in $1"
}
same_rows() {
  league_rows "$1" >"$walk_folder/rows-now"
  diff -u "$walk_folder/rows-$1" "$walk_folder/rows-now" || fail "rows of $1 are not what they were"
  printf '%s(%s rows of %s compared: all there)%s\n' "$dim" "$(wc -l <"$walk_folder/rows-now")" "$1" "$plain"
}

# The one walk, for both dialects. The caller gives: query ENV SQL, execute ENV FILE (both quiet), and
# first_status, and a copy of the example as the working directory.
walk_league() {
  say "A project: models as SQL files, three environments, no revision yet."
  expect 0 ls schema
  expect "$first_status" syncline status

  say "The first revision is computed from the models, proved on a scratch database, and written."
  expect 0 syncline generate -m "First schema"
  expect 0 syncline upgrade
  expect 0 syncline upgrade --env staging
  expect 0 syncline check
  expect 0 syncline check --env staging

  say "Both get rows."
  execute local seed.sql
  execute staging seed.sql
  remember_rows local
  remember_rows staging
  query local "SELECT team, played, points FROM standings ORDER BY points DESC, team"

  walk_change
  walk_drift
  walk_back_and_forth
}

walk_change() {
  say "The models change: a table, a column, the type of a column under a view, and a view."
  local file
  for file in next/*.sql; do
    printf '%s\n' "schema/${file#next/}"
    diff -N -U0 "schema/${file#next/}" "$file" | grep -E '^[-+]' | grep -vE '^(---|\+\+\+) ' || true
  done
  cp next/*.sql schema/
  expect 1 syncline check
  expect 1 syncline diff migrations models
  mentions user_preferences

  say "What was printed becomes a revision, with the way back computed too."
  expect 0 syncline generate -m "User preferences"
  local revision
  revision=$(ls migrations/*_user_preferences*.sql)
  expect 0 cat "$revision"
  mentions "-- syncline: down"

  say "Local first, then staging. Each upgrade ends by comparing the database with the replayed revisions."
  expect 0 syncline upgrade
  same_rows local
  expect 0 syncline upgrade --env staging
  same_rows staging
  expect 0 syncline check --env local
  expect 0 syncline check --env staging
  expect 0 syncline current --env staging
}

walk_drift() {
  say "Somebody helps himself on staging, by hand, at night."
  printf '%s\n' "CREATE INDEX players_by_name ON players (name);" \
    "ALTER TABLE users ADD COLUMN nickname text;" >by-hand.sql
  cat by-hand.sql
  execute staging by-hand.sql

  say "check sees it."
  expect 1 syncline check --env staging
  mentions players_by_name
  mentions nickname

  say "The SQL that takes it back is the difference the other way round. Here it is looked at, then run."
  expect 1 syncline diff env:staging migrations
  syncline diff env:staging migrations >back.sql 2>/dev/null || (($? == 1))
  execute staging back.sql
  expect 0 syncline check --env staging
  same_rows staging
}

walk_back_and_forth() {
  say "Down, and up again, on staging: the rows stay."
  expect 0 syncline downgrade --steps 1 --env staging --yes
  same_rows staging
  expect 0 syncline check --env staging
  mentions "not applied yet"
  expect 0 syncline upgrade --env staging
  same_rows staging
  expect 0 syncline check --env staging
  expect 0 syncline history

  say "Production is the same command, and it asks first; without a terminal a flag must say so."
  expect 6 syncline upgrade --env production
  expect 0 syncline upgrade --env production --yes
  expect 0 syncline status
}
