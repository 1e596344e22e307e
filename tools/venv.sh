#!/bin/sh
# Makes .venv and installs what the lock files name: `sh tools/venv.sh requirements.lock [...]`.
# A lock that was installed before and did not change is skipped.
set -eu
cd "$(dirname "$0")/.."

new_enough='import sys; sys.version_info >= (3, 11) or sys.exit(1)'

# The first Python that is new enough and passes one more test, given as a line of Python.
find_python() {
    for name in "${PYTHON:-}" python3.11 python3 python3.12 python3.13 python3.14; do
        if [ -n "$name" ] && "$name" -c "$new_enough; $1" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python 'import venv, ensurepip')
    if [ -z "$python" ]; then
        python=$(find_python 'pass')
        if [ -z "$python" ]; then
            echo "Onderling needs Python 3.11 or newer; on Debian or Ubuntu: apt-get install python3 python3-venv" >&2
        else
            version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            echo "Python $version lacks its venv module; on Debian or Ubuntu: apt-get install python$version-venv" >&2
        fi
        exit 1
    fi
    "$python" -m venv --clear .venv
fi

for lock in "$@"; do
    installed=".venv/installed-$lock"
    if ! cmp -s "$lock" "$installed"; then
        echo "Installing $lock"
        .venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet \
            --require-hashes -r "$lock"
        cp "$lock" "$installed"
    fi
done
