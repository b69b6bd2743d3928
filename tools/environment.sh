# Read by ./run and ./test: makes .venv as a lock says, every download checked against its hash.

assets=src/handrail/service/web/static/vendor/made-from.json

sorry() {
    echo "$1" >&2
    exit 1
}

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    sorry "Handrail needs Python 3.11 or later, and there is none here. Install it, then run this again."
}

find_uv() {
    uv=$(command -v uv || echo "$PWD/.boot/bin/uv")
    if [ -x "$uv" ]; then
        return
    fi
    echo "Fetching uv, which installs the rest ..."
    "$python" -m venv .boot ||
        sorry "Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv"
    .boot/bin/pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes -r tools/bootstrap.lock ||
        sorry "uv could not be fetched. Check that this machine reaches the Python package index, then run this again."
}

# The folder's own path counts too: a .venv does not survive being moved.
fingerprint() {
    { pwd && cat "$1" pyproject.toml hatch_build.py package-lock.json; } | cksum
}

is_made() {
    [ -f "$assets" ] && [ -x .venv/bin/handrail ] && [ -x .venv/bin/python ] &&
        [ "$(cat ".venv/made-from-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]
}

# prepare LOCK: a .venv that holds what LOCK names and Handrail itself. Nothing to do when it has been done.
prepare() {
    lock=$1
    # What the tests need includes what the service needs: ./run leaves alone what ./test added.
    if [ -f .venv/made-from-requirements-dev.lock ]; then
        lock=requirements-dev.lock
    fi
    if is_made "$lock"; then
        return
    fi
    # An account whose home is missing, or not its own to write in, keeps downloads here.
    if [ ! -w "${HOME:-/nowhere}" ]; then
        export UV_CACHE_DIR="$PWD/.boot/cache"
    fi
    find_python
    find_uv
    echo "Installing what Handrail needs into .venv ..."
    [ -x .venv/bin/python ] || "$uv" venv --quiet --clear --python "$(command -v "$python")" .venv
    rm -f .venv/made-from-*
    : >".venv/made-from-$lock"
    "$uv" pip sync --quiet --python .venv/bin/python --require-hashes "$lock"
    # Reinstalled even when uv remembers it, because its build also fetches the style sheets.
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --reinstall-package handrail --editable .
    fingerprint "$lock" >".venv/made-from-$lock"
}
