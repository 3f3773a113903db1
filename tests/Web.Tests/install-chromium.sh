#!/usr/bin/env bash
# Installs Debian's Chromium for tests/Web.Tests when there is none and it can: root and apt-get. Ends with 0 when a Chromium is
# there afterwards, otherwise with 1 and a line that says why; the browser tests are then inconclusive.
set -u
present() { command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; }
[ -n "${ENDCAP_CHROMIUM:-}" ] && exit 0
present >/dev/null && exit 0
command -v apt-get >/dev/null || { echo "install-chromium.sh: no Chromium and no apt-get" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || { echo "install-chromium.sh: no Chromium, and only root can install it: apt-get install chromium" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends chromium >/dev/null
present >/dev/null || { echo "install-chromium.sh: apt-get could not install chromium" >&2; exit 1; }
