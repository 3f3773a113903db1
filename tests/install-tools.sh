#!/usr/bin/env bash
# Installs what some tests need and a machine may lack, where it can (Debian, root): Chromium for tests/Web.Tests and a PostgreSQL
# server for the tests of data sources. What is missing afterwards is said in a line; the tests that need it are then inconclusive.
set -u
chromium() { [ -n "${ENDCAP_CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; }
postgresql() { [ -n "${ENDCAP_POSTGRES:-}" ] || ls /usr/lib/postgresql/*/bin/initdb; }
missing() { for tool in chromium postgresql; do "$tool" >/dev/null 2>&1 || echo "$tool"; done; }

packages=$(missing)
[ -z "$packages" ] && exit 0
if ! command -v apt-get >/dev/null; then why="there is no apt-get"
elif [ "$(id -u)" -ne 0 ]; then why="only root can install"
else
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null
  # shellcheck disable=SC2086 # one word per package
  apt-get install -y -qq --no-install-recommends $packages >/dev/null
  why="apt-get could not install"
fi
packages=$(missing)
[ -z "$packages" ] && exit 0
echo "install-tools.sh: $why:" $packages >&2
exit 1
