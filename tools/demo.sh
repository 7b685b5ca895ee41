#!/bin/bash
# The main job on the example, without a display: rows in; casefile, project and sheet out, in build/demo.
set -euo pipefail
cd "$(dirname "$0")/.."
out=build/demo
rows=resources/examples/weekly-2018-07-31
rm -rf "$out"
mkdir -p "$out"
tools/process buildcasefile INCIDENTS="$rows-incidents.csv" MOVEMENTS="$rows-movements.csv" \
    OUTPUT="$out/casefile.gpkg"
tools/process saveproject CASEFILE="$out/casefile.gpkg" OUTPUT="$out/project.qgz"
for ending in pdf png; do
    tools/process exportsheet CASEFILE="$out/casefile.gpkg" OUTPUT="$out/sheet.$ending"
done
