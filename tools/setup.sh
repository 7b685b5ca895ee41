#!/bin/bash
# Makes this machine ready: Debian packages, virtual environments, the link that gives the package its name.
# Quiet, and over at once when nothing is to do. The log of the last real run is build/setup.log.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
# The path is part of the stamp because virtual environments cannot be moved.
stamp=build/setup-$( (pwd -P; cat tools/setup.sh tools/vendor.py requirements*.txt) | sha256sum | cut -c1-16).done
[ ! -e "$stamp" ] || exit 0
exec 8>build/setup.lock
flock 8
[ ! -e "$stamp" ] || exit 0

log=build/setup.log
: >"$log"
die() { echo "set-up: $*" >&2; exit 1; }
logged() { # NAME COMMAND...
    local name=$1; shift
    echo "=== $*" >>"$log"
    "$@" >>"$log" 2>&1 || { tail -5 "$log" >&2; die "$name failed; the whole log is in $log."; }
}

# shapely comes from Debian, not from a wheel: a wheel brings a second GEOS, and in a QGIS process the calls of one
# library end in the other (seen on QGIS 3.22 with LD_DEBUG=bindings). The plain rooms are tested with the wheel.
packages="python3-qgis qgis python3-venv python3-shapely python3-pyproj gdal-bin xvfb xauth poppler-utils imagemagick
    fonts-open-sans fonts-noto-core ca-certificates git"

missing_packages() {
    local p
    for p in $packages; do
        dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null | grep -q '^.i' || echo "$p"
    done
}

missing_programs() {
    local p
    /usr/bin/python3 -c 'import qgis.core' 2>/dev/null || echo "PyQGIS for /usr/bin/python3"
    /usr/bin/python3 -c 'import venv, ensurepip' 2>/dev/null || echo "Python's venv"
    /usr/bin/python3 -c 'import shapely, pyproj' 2>/dev/null || echo "shapely and pyproj"
    for p in qgis ogr2ogr Xvfb xvfb-run pdftotext import git; do
        command -v "$p" >/dev/null || echo "$p"
    done
}

if command -v apt-get >/dev/null; then
    lack=$(missing_packages)
    if [ -n "$lack" ]; then
        root=
        if [ "$(id -u)" != 0 ]; then
            command -v sudo >/dev/null || die "these packages are missing and only root or sudo can install them:" $lack
            root=sudo
        fi
        echo "set-up: installing packages and Python environments (once, some minutes; log in $log)" >&2
        logged "apt-get update" $root apt-get update
        logged "apt-get install" $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $lack
    fi
else
    lack=$(missing_programs | paste -sd, | sed 's/,/, /g')
    [ -z "$lack" ] || die "this machine has no apt-get, so please install by hand what is missing, then try again: $lack."
fi

environment() { # FOLDER REQUIREMENTS [OPTION...]
    local venv=$1 requirements=$2; shift 2
    rm -rf "$venv"
    logged "making $venv" /usr/bin/python3 -m venv "$@" "$venv"
    logged "filling $venv" "$venv/bin/python" -m pip install --disable-pip-version-check -r "$requirements"
}
environment build/venv requirements.txt --system-site-packages
environment build/venv-plain requirements-plain.txt
# Debian's pyproj looks for PROJ's data under the prefix it runs in, which in an environment is not Debian's.
mkdir -p build/venv/share
ln -sfn /usr/share/proj build/venv/share/proj

logged "writing _vendor" build/venv-plain/bin/python tools/vendor.py

mkdir -p build/plugins
mkdir -p -m 700 build/home
ln -sfn ../.. build/plugins/libya_incident_mapper
rm -f build/setup-*.done
touch "$stamp"
