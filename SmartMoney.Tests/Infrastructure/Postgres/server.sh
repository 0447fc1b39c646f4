# Runs a throw-away PostgreSQL cluster until standard input ends, then removes it. The test process holds the other
# end of the pipe, so the server ends when the tests do, however they end, and leaves nothing behind.
# Environment: PG_BIN, PG_HOME (a folder to create), PG_PORT, PG_PASSWORD (the superuser's).
set -eu
umask 077
# Ctrl-C reaches the whole process group: the server must outlive the tests, not die before them.
trap '' INT HUP
exec 3<&0
mkdir "$PG_HOME"
printf '%s' "$PG_PASSWORD" >"$PG_HOME/password"
"$PG_BIN/initdb" -D "$PG_HOME/data" -U postgres --auth=scram-sha-256 --pwfile="$PG_HOME/password" \
  --encoding=UTF8 --locale=C.UTF-8 --no-sync </dev/null >"$PG_HOME/log" 2>&1 || {
  cat "$PG_HOME/log" >&2
  rm -rf "$PG_HOME"
  exit 1
}
"$PG_BIN/postgres" -D "$PG_HOME/data" -p "$PG_PORT" \
  -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off </dev/null >"$PG_HOME/log" 2>&1 3<&- &
server=$!
cat <&3 >/dev/null || true
kill -0 "$server" 2>/dev/null || tail -n 20 "$PG_HOME/log" >&2
# More than once: a server that is just starting does not listen to the signal yet.
while kill -QUIT "$server" 2>/dev/null; do sleep 0.2; done
rm -rf "$PG_HOME"
