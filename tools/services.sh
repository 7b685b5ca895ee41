#!/bin/bash
# The tests of online look-ups against a real Nominatim with Libya in it, and how it fares beside our own search.
#
#   LIBYA_NOMINATIM=http://127.0.0.1:8099 tools/services.sh
#
# Not against the public server, whose rules forbid it.
set -euo pipefail
cd "$(dirname "$0")/.."
server=${LIBYA_NOMINATIM:-http://127.0.0.1:8099}
export LIBYA_NOMINATIM=$server
case $server in *openstreetmap.org*) echo "services: the public Nominatim must not be asked by tests." >&2; exit 1 ;; esac
build/venv-plain/bin/python - "$server" <<'PYTHON' || {
import sys, urllib.request
try:
    urllib.request.urlopen(sys.argv[1] + "/status", timeout=5)
except OSError as error:
    sys.exit(f"services: no Nominatim answers at {sys.argv[1]} ({error}).")
PYTHON
    echo "services: start one with 'nominatim-local.sh install', 'start', 'import', 'serve' of ../shared/tools/nominatim," >&2
    echo "or set up any other (https://nominatim.org, a Libya extract), and name it in LIBYA_NOMINATIM." >&2
    exit 1
}
HOME=$PWD/build/home XDG_RUNTIME_DIR=$PWD/build/home QT_QPA_PLATFORM=offscreen \
    build/venv/bin/python -m pytest -q -rs --qgis_disable_exit tests/qgis_support/test_nominatim.py
build/venv-plain/bin/python benchmarks/bench_services.py
