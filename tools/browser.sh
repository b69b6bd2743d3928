# Read by ./test: the browser that the journeys are told in.

find_browser() {
    if command -v chromium >/dev/null 2>&1; then
        return
    fi
    if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing chromium for the journeys ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends chromium >/dev/null
    fi
}
