#!/bin/bash
# Every benchmark in turn; one that fails does not keep the others from running, but the whole has failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export HOME=$PWD/build/home XDG_RUNTIME_DIR=$PWD/build/home QT_QPA_PLATFORM=offscreen
export QGIS_CUSTOM_CONFIG_PATH=$PWD/build/bench PYTHONPATH=$PWD/build/plugins
failed=
for bench in benchmarks/bench_*.py; do
    echo "== $bench"
    build/venv/bin/python "$bench" || failed="$failed ${bench##*/}"
done
[ -z "$failed" ] || { echo "these failed:$failed" >&2; exit 1; }
