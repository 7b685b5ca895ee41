#!/bin/bash
# QGIS with the plugin in a profile made anew, and the demo open in it.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || { echo "make run opens a window, and there is no display here." >&2; exit 1; }
[ -e build/demo/project.qgz ] || tools/demo.sh
rm -rf build/profile
mkdir -p build/profile/profiles/demo/QGIS
printf '[PythonPlugins]\nlibya_incident_mapper=true\n' >build/profile/profiles/demo/QGIS/QGIS3.ini
QGIS_PLUGINPATH="$PWD/build/plugins" exec qgis --nologo --profiles-path "$PWD/build/profile" --profile demo build/demo/project.qgz
