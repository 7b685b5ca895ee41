#!/bin/bash
# The tests on another QGIS release, in a Debian chroot that is made on first use; or the check of Qt 6 names.
#
#   tools/matrix.sh VERSION TARGET...     targets of the Makefile on QGIS 3.22, 3.40 or 3.44
#   tools/matrix.sh                       the Qt 6 names
#
# Runs side by side are out of each other's way: each has a view of the repository to which its own writes alone go.
# Needs root for debootstrap and chroot. QGIS_MATRIX_CACHE says where the chroots live (about 2 GB each;
# ~/.cache/qgis-matrix unless told); a chroot whose making was broken off is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$(pwd -P)
cache=${QGIS_MATRIX_CACHE:-${HOME:?HOME is not set}/.cache/qgis-matrix}
packages="python3-qgis qgis python3-shapely python3-pyproj gdal-bin xvfb poppler-utils fonts-open-sans fonts-noto-core
    ca-certificates git make"

die() { echo "matrix: $*" >&2; exit 1; }
logged() { # LOG COMMAND...
    local log=$1; shift
    echo "=== $*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null || { tail -5 "$log" >&2; die "$1 failed; the whole log is in $log."; }
}
suite_of() {
    case $1 in
        3.22) echo bookworm ;; 3.40) echo trixie ;; 3.44) echo forky ;;
        *) die "QGIS $1 is in no Debian release known here; choose 3.22, 3.40 or 3.44." ;;
    esac
}
in_root() { # ROOT COMMAND...
    local root=$1; shift
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/ DEBIAN_FRONTEND=noninteractive \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} chroot "$root" "$@"
}

make_root() { # VERSION
    local new=$cache/$1.new log=$cache/$1.log suite mirror script found
    suite=$(suite_of "$1")
    command -v debootstrap >/dev/null || { : >"$log"; logged "$log" apt-get update; logged "$log" apt-get install -y debootstrap; }
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' | sort -u | head -1)
    [ -n "$mirror" ] || die "apt knows no Debian mirror; run apt-get update and try again."
    # A suite newer than this debootstrap is made like sid.
    script=/usr/share/debootstrap/scripts/$suite
    [ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid
    echo "matrix: making QGIS $1 from Debian $suite (once, some minutes; log in $log)"
    rm -rf --one-file-system "$new"
    : >"$log"
    logged "$log" debootstrap --variant=minbase "$suite" "$new" "${mirror%/}" "$script"
    printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
    chmod 755 "$new/usr/sbin/policy-rc.d"
    printf 'APT::Install-Recommends "0";\nAcquire::Languages "none";\nAcquire::Retries "3";\n' >"$new/etc/apt/apt.conf.d/99matrix"
    # What this machine thinks of the dates of Release files; one with an odd clock needs it.
    apt-config dump | grep -E '^Acquire::Check-(Valid-Until|Date) ' >>"$new/etc/apt/apt.conf.d/99matrix" || true
    echo force-unsafe-io >"$new/etc/dpkg/dpkg.cfg.d/99matrix"
    complete_root "$new" "$log"
    found=$(in_root "$new" /usr/bin/python3 -c 'from qgis.core import Qgis; print(Qgis.QGIS_VERSION)' 2>>"$log")
    case $found in "$1".*) ;; *) die "Debian $suite now has QGIS $found, not $1." ;; esac
    printf 'suite=%s\nqgis=%s\n' "$suite" "$found" >"$new/.qgis-matrix"
    mv "$new" "$cache/$1"
}

complete_root() { # ROOT LOG: installs what is missing
    local root=$1 log=$2 lack="" package
    for package in $packages; do
        in_root "$root" dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^.i' || lack="$lack $package"
    done
    [ -n "$lack" ] || return 0
    logged "$log" in_root "$root" apt-get update
    logged "$log" in_root "$root" apt-get install -y --no-install-recommends $lack
    in_root "$root" apt-get clean
}

# The tests' own packages are pure Python, so every release's Python can take them from build/venv. The repository is
# at its own path; what is written there, /tmp, home and mounts are gone when the command ends. Qt and QGIS see nothing
# of this machine's.
run_in() { # ROOT COMMAND...
    local root=$1; shift
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp/home LC_ALL=C.UTF-8 TZ=UTC PYTHONPYCACHEPREFIX=/tmp/pyc \
        PYTHONPATH="$(echo "$here"/build/venv/lib/python3*/site-packages)" \
        GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*' \
        unshare --mount --pid --fork --kill-child --propagation private /bin/bash -ec '
            root=$1 here=$2
            shift 2
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            mkdir "$root/tmp/home" "$root/tmp/written" "$root/tmp/overlay"
            mkdir -m 1777 "$root/tmp/.X11-unix"
            mkdir -p "$root$here"
            mount -t overlay -o "lowerdir=$here,upperdir=$root/tmp/written,workdir=$root/tmp/overlay" overlay "$root$here"
            rm -rf "$root$here/.qgis-settings" # here the profile of a run beside this one
            chroot "$root" /bin/sh -c "cd \"\$0\" && exec \"\$@\"" "$here" "$@" &
            wait $!
        ' bash "$root" "$here" "$@" </dev/null
}

check_qt6() {
    local venv=build/venv-qt6
    if ! cmp -s requirements-qt6.txt "$venv/done"; then
        rm -rf "$venv"
        : >build/qt6.log
        logged build/qt6.log /usr/bin/python3 -m venv "$venv"
        logged build/qt6.log "$venv/bin/python" -m pip install --disable-pip-version-check -r requirements-qt6.txt
        cp requirements-qt6.txt "$venv/done"
    fi
    # First that the check sees anything at all, for instance on a machine where PyQt6 cannot be imported.
    { "$venv/bin/python" tools/check_qt6_names.py tests/qt6/unscoped.py || true; } | diff tests/qt6/findings.txt - ||
        die "the check of Qt 6 names does not find what it should."
    git ls-files -z --cached --others --exclude-standard '*.py' ':!tests' ':!benchmarks' ':!tools' |
        xargs -0 "$venv/bin/python" tools/check_qt6_names.py
}

[ "$(id -u)" = 0 ] || exec sudo -E "$0" "$@"
unshare --mount --pid --fork true 2>/dev/null || die "this machine does not permit mounting in a namespace of its own."
tools/setup.sh
if [ $# = 0 ]; then
    check_qt6
    exit
fi
version=$1; shift
mkdir -p "$cache"
exec 9>"$cache/$version.lock"
flock 9
[ -e "$cache/$version/.qgis-matrix" ] || make_root "$version"
complete_root "$cache/$version" "$cache/$version.log"
exec 9>&-
echo "matrix: $* on QGIS $(sed -n 's/^qgis=//p' "$cache/$version/.qgis-matrix")"
run_in "$cache/$version" make --no-print-directory --keep-going "$@" PLAIN=python3 \
    QGIS="env QT_QPA_PLATFORM=offscreen python3" packaging=tests/packaging/test_install.py ||
    die "$* failed on QGIS $version."
