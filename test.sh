#!/usr/bin/env bash
# Builds everything and runs all tests. Needs only the .NET SDK named in global.json; the browser tests also need Chromium and one
# test of data sources PostgreSQL, which are installed where that is possible (Debian, root); without them those are inconclusive.
# Tests on real data run when a folder shared/data stands beside this checkout (or ENDCAP_DATA names one) and are
# skipped as inconclusive otherwise. Ends with a line "N passed, N failed, N skipped" made from the test results.
# usage: ./test.sh [further arguments for dotnet test, such as --filter Kernel]
set -u
cd "$(dirname "$0")" || exit 2
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
command -v dotnet >/dev/null || { echo "test.sh: the .NET SDK is missing: https://dotnet.microsoft.com/download (version: global.json)" >&2; exit 2; }

results=$(mktemp -d) || exit 2
trap 'rm -rf "$results"' EXIT

bash tests/install-tools.sh || true # says why itself
dotnet build Firmware.sln -c Release -v quiet || { echo "0 passed, 1 failed"; exit 1; }
status=0
run() { # project, further arguments
  local project=$1; shift
  dotnet test "$project" -c Release --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFilePrefix=$(basename "$project" .csproj)" "$@"
}
for project in tests/firmware/Firmware.Tests.csproj tests/hostTools/HostTools.Tests.csproj tests/Faults/Faults.csproj; do
  run "$project" "$@" || status=1
done
# A browser, its emulated radio and the label run in real time: on a machine that is too busy they may miss each other once.
# The measurements of the browser tests run only by the filter that their documentation names.
[ $# -eq 0 ] && set -- --filter "TestCategory!=Benchmark"
if ! run tests/Web.Tests/Web.Tests.csproj "$@"; then
  echo "test.sh: browser tests failed; they get one more try, which counts" >&2
  rm -f "$results"/Web.Tests*.trx
  run tests/Web.Tests/Web.Tests.csproj "$@" || status=1
fi

# The counters of every result file, added up: <Counters total=… executed=… passed=… failed=… …/>
count() { cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
total=$(count total)
passed=$(count passed)
failed=$(( $(count failed) + $(count error) + $(count timeout) + $(count aborted) ))
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1 # a test host that died has no counter
[ "$passed" -eq 0 ] && { echo "test.sh: no test ran" >&2; status=1; }
echo "$passed passed, $failed failed, $((total - passed - failed > 0 ? total - passed - failed : 0)) skipped"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ]
