# The rows of bench/run: how each is prepared, what is measured, and against what.

declare -a table=()
declare -A median=() growing=()
missed=0 peak=0

note() { printf '%s\n' "$*" >&2; }

# timed STATUS COMMAND…: runs it, adds its microseconds to `took`, and wants this exit code.
timed() {
  local wanted=$1 microseconds kilobytes status
  shift
  read -r microseconds kilobytes status < <("$tools/bench_measure" "$work/output" "$@")
  if ((status != wanted)); then
    note "bench/run: «$*» ended with $status instead of $wanted:"
    head -n 20 "$work/output" >&2
    exit 1
  fi
  took=$((took + microseconds))
  [[ $1 != "$syncline" ]] || ((kilobytes <= peak)) || peak=$kilobytes
}

median_of() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

# measure NAME BEFORE FUNCTION …: alternates between the functions; `before` of each is not measured.
measure() {
  local -A all=()
  local run i
  note "  measuring ${1} …"
  local -a parts=("$@")
  for ((run = 0; run < runs; run++)); do
    for ((i = 0; i < ${#parts[@]}; i += 3)); do
      "${parts[i + 1]}"
      took=0
      "${parts[i + 2]}"
      all[${parts[i]}]+=" $took"
    done
  done
  for ((i = 0; i < ${#parts[@]}; i += 3)); do
    # shellcheck disable=SC2086
    median[${parts[i]}]=$(median_of ${all[${parts[i]}]})
  done
}

# add_row TEXT MICROSECONDS REFERENCE GOAL: the goal is the highest ratio that is allowed.
add_row() {
  local verdict=ok
  awk "BEGIN { exit !($2 <= $3 * $4) }" || { verdict=MISSED; missed=$((missed + 1)); }
  table+=("$(awk -v text="$1" -v a="$2" -v b="$3" -v goal="$4" -v verdict="$verdict" 'BEGIN {
    printf "%-62s %10.1f %10.1f %7.3f %6.2f  %s", text, a / 1000, b / 1000, a / b, goal, verdict }')")
}

print_table() {
  printf '%-62s %10s %10s %7s %6s\n' "what (milliseconds)" "time" "reference" "ratio" "goal"
  printf '%s\n' "${table[@]}"
  if ((missed)); then
    printf '%s missed\n' "$missed"
    exit 1
  fi
}

nothing() { :; }

row_of_version() {
  version() { timed 0 "$syncline" --version; }
  measure version nothing version
  add_row "--version, against 15 ms" "${median[version]}" 15000 1
}

# A copy of the untouched database, for what changes it.
fresh() { psql postgres -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1 TEMPLATE plain_$size" 2>/dev/null; }
empty() { psql postgres -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1" 2>/dev/null; }

# Renames a table and names it back: nothing differs, but the stamp of the catalog no longer holds.
touch_catalog() {
  local name
  name=$(psql -A -t "project_$size" -c "SELECT relname FROM pg_class WHERE relname ~ '_0000$' AND relkind = 'r'")
  psql "project_$size" -c "ALTER TABLE $name RENAME TO touched" -c "ALTER TABLE touched RENAME TO $name"
}

make_project() {
  folder=$work/project-$size
  mkdir -p "$folder"
  "$tools/bench_generate" postgresql "$size" >"$folder/schema.sql"
  "$tools/bench_generate" postgresql "$size" --change 1 --seed 7 >"$folder/changed.sql"
  cat >"$folder/syncline.toml" <<TOML
[project]
name = "bench"

[models]
sql = ["schema.sql"]

[environments.local]
role = "development"
url = "$(server_url "project_$size")"
TOML
  psql postgres -c "CREATE DATABASE plain_$size" -c "CREATE DATABASE project_$size"
  psql "plain_$size" -1 -v ON_ERROR_STOP=1 -f "$folder/schema.sql"
  (cd "$folder" && "$syncline" generate -m "Everything" && "$syncline" upgrade) >"$work/output" 2>&1 ||
    { cat "$work/output" >&2; exit 1; }
  psql "plain_$size" -c "VACUUM ANALYZE"
  psql "project_$size" -c "VACUUM ANALYZE"
  psql postgres -c CHECKPOINT
  cd "$folder"
}

# The SQL that a sync of the change comes to, as psql would run it; and a cache in which the declared
# side is elaborated, but nothing of the database is, and nothing is proved.
prepare_sync() {
  fresh synced
  cold_cache
  "$syncline" diff "$(server_url synced)" changed.sql --no-prove >result.sql 2>"$work/output" || (($? == 1)) ||
    { cat "$work/output" >&2; exit 1; }
  cp -a "$SYNCLINE_CACHE" "$work/warm"
  cp -a "$SYNCLINE_SCRATCH_FOLDER" "$SYNCLINE_SCRATCH_FOLDER.warm"
}
warm_cache() {
  rm -rf "$SYNCLINE_CACHE" "$SYNCLINE_SCRATCH_FOLDER"
  cp -a "$work/warm" "$SYNCLINE_CACHE"
  cp -a "$SYNCLINE_SCRATCH_FOLDER.warm" "$SYNCLINE_SCRATCH_FOLDER"
}
cold_cache() {
  rm -rf "$SYNCLINE_CACHE" "$SYNCLINE_SCRATCH_FOLDER"
  mkdir "$SYNCLINE_CACHE" "$SYNCLINE_SCRATCH_FOLDER"
}

rows_of_postgresql() {
  size=$1
  note "PostgreSQL, $size tables"
  make_project
  peak=0
  check() { timed 0 "$syncline" check; }
  dump() { timed 0 "$server_programs/pg_dump" -s -d "project_$size"; }
  load() { timed 0 "$server_programs/psql" -X -q -1 -v ON_ERROR_STOP=1 -d loaded -f schema.sql; }

  check
  measure "stamped-$size" nothing check "dump-$size" nothing dump
  add_row "check, $size tables, stamp holds / pg_dump -s" "${median[stamped-$size]}" "${median[dump-$size]}" 0.12

  look() { timed 0 "$syncline" status --env local; }
  look
  measure "status-$size" nothing look "dump-$size" nothing dump
  add_row "status, $size tables, stamp holds / pg_dump -s" "${median[status-$size]}" "${median[dump-$size]}" 0.1

  measure "full-$size" touch_catalog check "dump-$size" nothing dump
  add_row "check, $size tables, read in full / pg_dump -s" "${median[full-$size]}" "${median[dump-$size]}" 0.4

  cold() { cold_cache; touch_catalog; }
  loaded() { empty loaded; }
  load_and_dump() { load; dump; }
  measure "cold-$size" cold check "load+dump-$size" loaded load_and_dump
  add_row "check, $size tables, cold / psql -1 -f + pg_dump -s" "${median[cold-$size]}" "${median[load+dump-$size]}" 0.8

  rows_of_sync
  awk -v size="$size" -v peak="$peak" 'BEGIN { exit !(size >= 5000) }' &&
    add_row "peak memory in KB/1000, $size tables / 250 MB" "$peak" 250000 1
  rm -rf "$work/warm" "$SYNCLINE_SCRATCH_FOLDER.warm"
}

rows_of_sync() {
  prepare_sync
  local url
  url=$(server_url synced)
  # A copy of a database is cold: the server has none of its pages yet. The one that is dumped is not.
  before_sync() {
    warm_cache
    fresh synced
    "$server_programs/pg_dump" -s -d synced >/dev/null
  }
  sync() { timed 0 "$syncline" sync changed.sql --url "$url" --yes --no-backup --allow data-loss --no-prove; }
  proved() { timed 0 "$syncline" sync changed.sql --url "$url" --yes --no-backup --allow data-loss; }
  fresh_copy() { fresh copied; }
  dump_and_apply() {
    dump
    timed 0 "$server_programs/psql" -X -q -1 -v ON_ERROR_STOP=1 -d copied -f result.sql
  }
  loaded() { empty loaded; }
  measure "sync-$size" before_sync sync "dump+apply-$size" fresh_copy dump_and_apply \
    "proved-$size" before_sync proved "load-$size" loaded load
  add_row "sync of 1 %, $size tables, no proof / pg_dump -s + psql" \
    "${median[sync-$size]}" "${median[dump+apply-$size]}" 0.6
  add_row "what the proof adds, $size tables / psql -1 -f" \
    "$((median[proved-$size] - median[sync-$size]))" "${median[load-$size]}" 1.2
}

# From the first size to the last, each number may grow by the factor of the sizes and a fifth.
rows_of_growth() {
  local -a all
  read -ra all <<<"$1"
  ((${#all[@]} > 1)) || return 0
  local first=${all[0]} last=${all[-1]} what goal
  goal=$(awk "BEGIN { print 1.2 * $last / $first }")
  for what in stamped full cold sync proved; do
    add_row "growth of $what from $first to $last tables" "${median[$what-$last]}" "${median[$what-$first]}" "$goal"
  done
}

rows_of_sqlite() {
  size=$1
  note "SQLite, $size tables"
  folder=$work/sqlite-$size
  mkdir -p "$folder"
  cd "$folder"
  "$tools/bench_generate" sqlite "$size" >schema.sql
  cat >syncline.toml <<'TOML'
[project]
name = "bench"

[models]
sql = ["schema.sql"]

[environments.local]
role = "development"
url = "sqlite:bench.db"
TOML
  ("$syncline" generate -m "Everything" && "$syncline" upgrade) >"$work/output" 2>&1 ||
    { cat "$work/output" >&2; exit 1; }
  check() { timed 0 "$syncline" check; }
  check
  touch_file() {  # the schema's version moves on, and nothing else
    sqlite3 bench.db "CREATE TABLE touched (a); DROP TABLE touched"
  }
  by_hand() {
    timed 0 sqlite3 bench.db .schema
    timed 0 "$tools/bench_pragmas" bench.db
  }
  measure "sqlite" nothing check "sqlite-touched" touch_file check "by hand" nothing by_hand
  add_row "SQLite check, $size tables, stamp holds / .schema + pragmas" "${median[sqlite]}" "${median[by hand]}" 0.5
  add_row "SQLite check, $size tables, read in full / .schema + pragmas" "${median[sqlite-touched]}" "${median[by hand]}" 0.5
}

# 1,000 small revisions, and the same statements as psql would run them: a file and a transaction each, in
# one session.
make_revisions() {
  folder=$work/revisions
  mkdir -p "$folder/migrations" "$folder/ups"
  cd "$folder"
  local i id parent=
  for ((i = 1; i <= 1000; i++)); do
    printf -v id '2024%010d' "$i"
    {
      printf 'CREATE TABLE public.t%s (id integer PRIMARY KEY, name text NOT NULL, at timestamptz);\n' "$i"
      ((i % 2)) || printf 'CREATE INDEX t%s_name ON public.t%s (name);\n' "$i" "$i"
      ((i % 3)) || printf 'ALTER TABLE public.t%s ADD COLUMN more integer;\n' "$((i - 1))"
    } >"ups/$i.sql"
    {
      printf -- '-- syncline: revision %s\n' "$id"
      [[ -z $parent ]] || printf -- '-- syncline: parent %s\n' "$parent"
      printf -- '-- syncline: message Step %s\n\n-- syncline: up\n' "$i"
      cat "ups/$i.sql"
      printf -- '\n-- syncline: down\nDROP TABLE public.t%s;\n' "$i"
    } >"migrations/${id}_step.sql"
    printf 'BEGIN;\n\\i ups/%s.sql\nCOMMIT;\n' "$i"
    parent=$id
  done >all.sql
  printf '[environments.local]\nrole = "development"\nurl = "%s"\n' "$(server_url revised)" >syncline.toml
}

# 9,000 statements in one revision.
make_big_revision() {
  folder=$work/big-revision
  mkdir -p "$folder/migrations"
  cd "$folder"
  local i
  for ((i = 1; i <= 3000; i++)); do
    printf 'CREATE TABLE public.b%s (id integer PRIMARY KEY, name text NOT NULL);\n' "$i"
    printf 'CREATE INDEX b%s_name ON public.b%s (name);\n' "$i" "$i"
    printf "INSERT INTO public.b%s VALUES (1, 'one');\\n" "$i"
  done >up.sql
  { printf -- '-- syncline: revision 1\n-- syncline: up\n'; cat up.sql; } >migrations/1.sql
  printf '[environments.local]\nrole = "development"\nurl = "%s"\n' "$(server_url revised)" >syncline.toml
}

# What upgrade says that the revisions took, journal and all, without looking at the database before them and
# the proof after them: psql does neither.
rows_of_revisions() {
  took=0
  note "PostgreSQL, revisions"
  plain() { timed 0 "$server_programs/psql" -X -q -v ON_ERROR_STOP=1 -d plain -f all.sql; }
  plain_big() { timed 0 "$server_programs/psql" -X -q -1 -v ON_ERROR_STOP=1 -d plain -f up.sql; }
  upgrade() {
    timed 0 "$syncline" upgrade --json
    took=$(awk -F'"seconds":' '/"event":"result"/ { printf "%d", $2 * 1000000 }' "$work/output")
  }
  status() { timed 0 "$syncline" status; }
  connect() { timed 0 "$server_programs/psql" -X -q -d revised -c ""; }
  empty_plain() { empty plain; }
  empty_revised() { empty revised; }

  make_revisions
  empty revised
  upgrade
  measure revisions empty_revised upgrade "plain revisions" empty_plain plain
  add_row "upgrade, 1,000 small revisions / psql, a transaction each" \
    "${median[revisions]}" "${median[plain revisions]}" 1.3
  psql revised -c "VACUUM ANALYZE"
  measure status nothing status connection nothing connect
  add_row "status, 1,000 applied, nothing to do / one connection and 50 ms" \
    "${median[status]}" "$((median[connection] + 50000))" 1

  make_big_revision
  empty revised
  upgrade
  measure "big revision" empty_revised upgrade "plain big revision" empty_plain plain_big
  add_row "upgrade, a revision of 9,000 statements / psql -1 -f" \
    "${median[big revision]}" "${median[plain big revision]}" 1.3
}
