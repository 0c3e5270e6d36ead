# A private PostgreSQL server for demos and benchmarks: unix socket only, gone at the end.
# PostgreSQL refuses root: then it runs as the user postgres, else nobody.

server_folder= server_user= server_programs=

# The newest server's programs that Debian's packages installed, or those that PATH has.
find_server_programs() {
  server_programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [[ -n $server_programs ]] || server_programs=$(dirname "$(command -v initdb || echo missing/initdb)")
  [[ -x $server_programs/initdb ]] || { echo "no PostgreSQL server programs were found" >&2; return 1; }
}

as_server_user() {
  if ((EUID == 0)); then
    (cd / && runuser -u "$server_user" -- "$@")
  else
    "$@"
  fi
}

# start_server FOLDER [SETTING…]: initdb and start; settings are like fsync=off.
start_server() {
  local folder=$1 setting options="-c listen_addresses= -c unix_socket_directories=$1"
  shift
  for setting in "$@"; do options+=" -c $setting"; done
  find_server_programs
  server_user=postgres
  id -u postgres >/dev/null 2>&1 || server_user=nobody
  mkdir -p "$folder"
  if ((EUID == 0)); then
    chmod a+x "$(dirname "$folder")"
    chown "$server_user" "$folder"
  fi
  as_server_user "$server_programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 \
    --locale=C.UTF-8 --no-sync >/dev/null
  as_server_user "$server_programs/pg_ctl" -D "$folder/data" -l "$folder/log" -s -w \
    -o "$options" start >/dev/null
  server_folder=$folder
}

server_url() { printf 'postgresql:///%s?host=%s&user=postgres' "$1" "$server_folder"; }

stop_server() {
  [[ -n $server_folder ]] || return 0
  as_server_user "$server_programs/pg_ctl" -D "$server_folder/data" -s -m immediate stop >/dev/null || true
  server_folder=
}
