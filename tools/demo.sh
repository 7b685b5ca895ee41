#!/bin/bash
# The main job on the examples, without a display: rows in; casefile, project, sheet and pack out, in build/demo.
set -euo pipefail
cd "$(dirname "$0")/.."
out=build/demo
examples=resources/examples
rm -rf "$out"
mkdir -p "$out"
tools/process buildcasefile INCIDENTS="$examples/weekly-2018-07-31-incidents.csv" \
    MOVEMENTS="$examples/weekly-2018-07-31-movements.csv" OUTPUT="$out/casefile.gpkg"
tools/process saveproject CASEFILE="$out/casefile.gpkg" OUTPUT="$out/project.qgz"
for ending in pdf png; do
    tools/process exportsheet CASEFILE="$out/casefile.gpkg" OUTPUT="$out/sheet.$ending"
done
tools/process exportpack CASEFILE="$out/casefile.gpkg" OUTPUT="$out/pack"
# A whole month, invented from end to end (tools/fictitious_month.py).
tools/process buildcasefile INCIDENTS="$examples/fictitious-2031-02-incidents.csv" \
    MOVEMENTS="$examples/fictitious-2031-02-movements.csv" OUTPUT="$out/fictitious-month.gpkg"
tools/process exportpack CASEFILE="$out/fictitious-month.gpkg" OUTPUT="$out/fictitious-month-pack" \
    FROM=2031-02-01 TO=2031-02-28 TITLE="Invented month: nothing of this happened"
